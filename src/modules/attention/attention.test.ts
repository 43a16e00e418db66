import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import type { Answer } from "#test/app.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";

type Item = {
  readonly booking: { readonly uid: string; readonly staff: { readonly id: string }; readonly start: string };
  readonly reasons: readonly { readonly rule: string; readonly message: string }[];
  readonly repairs: readonly {
    readonly kind: string;
    readonly method: string;
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body: Record<string, unknown>;
  }[];
};

/** It is Friday 10:00 in New York. Ana comes to Mia next Tuesday at 11:00, for a haircut of 30 minutes. */
const TUESDAY = "2026-03-10T15:00:00Z";

let luna: Luna;
let uid: string;

beforeEach(async () => {
  luna = await startLuna(
    {},
    { policies: { booking_window_days: 60 }, resources: [{ ref: "chair", name: "Chair" }] },
  );
  uid = await book(TUESDAY);
});
afterEach(() => luna.app.close());

let requests = 0;
async function book(start: string, staff = luna.ids.mia, service = luna.ids.cut): Promise<string> {
  const body = {
    service_id: service,
    staff_id: staff,
    start,
    customer: { name: "Ana Ruiz", email: "ana@example.com" },
    expected_price_cents: undefined,
  };
  const headers = { "idempotency-key": `attention-${++requests}` };
  const answer = await luna.app.ask("POST", "/t/luna/v1/public/bookings", { body, headers });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.booking.uid;
}

const admin = (method: string, path: string, body?: object): Promise<Answer> =>
  luna.app.ask(method, `/t/luna/v1/admin/${path}`, { key: "luna-key", ...(body && { body }) });

async function attention(query = ""): Promise<Item[]> {
  const answer = await admin("GET", `attention${query}`);
  expect(answer.status).toBe(200);
  return answer.body.items;
}

/** Sends a repair's request exactly as given. */
const send = ({ method, path, headers, body }: Item["repairs"][number]) =>
  luna.app.ask(method, path, { key: "luna-key", headers, body });

const moveCutToMornings = async () => {
  const { body } = await admin("GET", "hours");
  await admin("PUT", "hours", { ...body, tue: [["12:00", "18:00"]] });
};

describe("visits need attention", () => {
  test("none, as long as nothing has changed", async () => {
    expect(await attention()).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>, string[], string[]]>([
    ["the business opens later", moveCutToMornings, ["business_closed"], ["other_time", "cancel"]],
    [
      "that date is closed",
      () => admin("POST", "overrides", { date: "2026-03-10", hours: [] }),
      ["business_closed"],
      ["other_time", "cancel"],
    ],
    [
      "Mia is away",
      () =>
        admin("POST", "time_off", { staff_id: "mia", start: "2026-03-10T09:00", end: "2026-03-12T12:00" }),
      ["staff_absent"],
      ["other_staff", "other_time", "cancel"],
    ],
    [
      "Mia works less",
      () => admin("PATCH", `staff/${luna.ids.mia}`, { hours: { sat: [["09:00", "12:00"]] } }),
      ["staff_not_working"],
      ["other_staff", "other_time", "cancel"],
    ],
    [
      "Mia has left",
      () => admin("DELETE", `staff/${luna.ids.mia}`),
      ["staff_left"],
      ["other_staff", "other_time", "cancel"],
    ],
    [
      "Mia does other things",
      () => admin("PATCH", `staff/${luna.ids.mia}`, { services: ["fringe"] }),
      ["skill_removed"],
      ["other_staff", "other_time", "cancel"],
    ],
    [
      "haircuts are no more",
      () => admin("DELETE", `services/${luna.ids.cut}`),
      ["service_removed"],
      ["cancel"],
    ],
  ])("when %s", async (_, change, rules, kinds) => {
    await change();
    const [item, ...others] = await attention();
    expect(others).toEqual([]);
    expect(item?.booking.uid).toBe(uid);
    expect(item?.reasons.map(({ rule }) => rule)).toEqual(rules);
    expect(item?.repairs.map(({ kind }) => kind)).toEqual(kinds);
  });

  test("because of a week's absence, which is reported as a whole and once", async () => {
    const week = { staff_id: "mia", start: "2026-03-07T00:00", end: "2026-03-14T00:00" };
    await admin("POST", "time_off", week);
    const [item] = await attention();
    expect(item?.reasons).toEqual([
      {
        rule: "staff_absent",
        message: "Mia is away from 2026-03-07 to 2026-03-13.",
        staff_id: luna.ids.mia,
        start: "2026-03-07T05:00:00Z",
        end: "2026-03-14T04:00:00Z",
      },
    ]);
  });

  test("when the resource that they need is archived, though no service needs it any more", async () => {
    const { body: chair } = await admin("POST", "resources", { ref: "bed", name: "Bed" });
    await admin("PATCH", `services/${luna.ids.fringe}`, { resources: ["bed"] });
    await book("2026-03-11T15:00:00Z", luna.ids.mia, luna.ids.fringe);
    await admin("PATCH", `services/${luna.ids.fringe}`, { resources: [] });
    expect((await admin("DELETE", `resources/${chair.id}`)).status).toBe(204);
    const [item] = await attention();
    expect(item?.reasons).toEqual([
      { rule: "resource_lost", message: "Bed isn't available anymore.", resource_id: chair.id },
    ]);
    expect(item?.repairs.map(({ kind }) => kind)).toEqual(["other_resource", "other_time", "cancel"]);
  });

  test("when there are fewer units than visits", async () => {
    const { body: bed } = await admin("POST", "resources", { ref: "bed", name: "Bed", quantity: 2 });
    await admin("PATCH", `services/${luna.ids.cut}`, { resources: ["bed"] });
    const pair = [await book("2026-03-11T15:00:00Z"), await book("2026-03-11T15:00:00Z", luna.ids.noah)];
    await admin("PATCH", `resources/${bed.id}`, { quantity: 1 });
    const items = await attention();
    expect(items.map(({ booking }) => booking.uid).toSorted()).toEqual(pair.toSorted());
    await send(items[0]!.repairs.find(({ kind }) => kind === "other_time")!);
    expect(await attention()).toEqual([]);
  });

  test("unless they are past or cancelled", async () => {
    await moveCutToMornings();
    expect(await attention()).toHaveLength(1);
    luna.app.clock.advance(Date.parse(TUESDAY) + 1 - luna.app.clock.now());
    expect(await attention()).toEqual([]);
    const later = await book("2026-03-17T18:00:00Z");
    await admin("PUT", "hours", { tue: [["10:00", "12:00"]] });
    expect((await attention()).map(({ booking }) => booking.uid)).toEqual([later]);
    await admin("POST", `bookings/${later}/cancel`, {});
    expect(await attention()).toEqual([]);
  });
});

describe("a repair", () => {
  const away = { staff_id: "mia", start: "2026-03-10T09:00", end: "2026-03-10T13:00", reason: "dentist" };

  test("is the exact request to send; nothing moves before that", async () => {
    await admin("POST", "time_off", away);
    const [item] = await attention();
    const path = `/t/luna/v1/admin/bookings/${uid}`;
    const common = { method: "POST", headers: { "if-match": '"v1"' } };
    expect(item?.reasons[0]?.message).toBe("Mia is away from 2026-03-10T09:00 to 2026-03-10T13:00.");
    expect(item?.repairs).toEqual([
      {
        ...common,
        kind: "other_staff",
        path: `${path}/reschedule`,
        body: { start: TUESDAY, staff_id: luna.ids.noah },
      },
      {
        ...common,
        kind: "other_time",
        path: `${path}/reschedule`,
        body: { start: "2026-03-10T17:00:00Z", staff_id: luna.ids.mia },
      },
      { ...common, kind: "cancel", path: `${path}/cancel`, body: {} },
    ]);
    const { booking } = (await admin("GET", `bookings/${uid}`)).body;
    expect(booking).toMatchObject({ start: TUESDAY, staff: { id: luna.ids.mia }, version: 1 });
  });

  test.each([0, 1, 2])(
    "number %i does what it says, and the visit needs no attention after it",
    async (n) => {
      await admin("POST", "time_off", away);
      const [item] = await attention();
      const repair = item!.repairs[n]!;
      const sent = await send(repair);
      expect(sent.status).toBe(200);
      const { booking } = sent.body;
      const cancelled = repair.kind === "cancel";
      expect(booking.status).toBe(cancelled ? "cancelled" : "confirmed");
      expect(cancelled ? {} : { start: booking.start, staff_id: booking.staff.id }).toEqual(repair.body);
      expect(await attention()).toEqual([]);
    },
  );

  test("says when it has to set the notice aside", async () => {
    const soon = await book("2026-03-06T17:00:00Z");
    luna.app.clock.advance(90 * 60_000);
    await admin("POST", "time_off", { staff_id: "mia", start: "2026-03-06T11:45", end: "2026-03-06T13:00" });
    const [item] = await attention();
    expect(item?.booking.uid).toBe(soon);
    expect(item?.repairs[0]?.body).toEqual({
      start: "2026-03-06T17:00:00Z",
      staff_id: luna.ids.noah,
      override: true,
    });
    const sent = await send(item!.repairs[0]!);
    expect(sent).toMatchObject({ status: 200, body: { warnings: ["inside_notice"] } });
  });

  test("respects the limits of whoever would take the visit over", async () => {
    const { noah } = luna.ids;
    await book("2026-03-10T20:00:00Z", noah);
    await admin("PATCH", `staff/${noah}`, { limits: { per_day: 1 } });
    await admin("POST", "time_off", away);
    const [item] = await attention();
    // Exceeding the limit takes the owner's override, which sets aside the notice as well.
    expect(item?.repairs[0]).toMatchObject({ kind: "other_staff", body: { staff_id: noah, override: true } });
    const sent = await send(item!.repairs[0]!);
    expect(sent).toMatchObject({ status: 200, body: { warnings: ["over_visit_limit"] } });
  });

  test("applies to one version of the visit: if it was moved meanwhile, it stays where it is", async () => {
    await admin("POST", "time_off", away);
    const [item] = await attention();
    await admin("POST", `bookings/${uid}/reschedule`, { start: "2026-03-11T15:00:00Z" });
    const sent = await send(item!.repairs[2]!);
    expect(sent).toMatchObject({ status: 409, body: { error: { reason: "VERSION_MISMATCH" } } });
  });
});

describe("the list", () => {
  test("comes page by page, by start, each visit once", async () => {
    const more = ["2026-03-17T15:00:00Z", "2026-03-10T15:30:00Z", "2026-03-24T15:00:00Z"];
    for (const start of more) await book(start);
    await book("2026-03-10T18:00:00Z");
    await moveCutToMornings();
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await admin("GET", `attention?limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ booking }: Item) => booking.start));
      cursor = body.next_cursor ?? "";
    } while (cursor !== "");
    expect(seen).toEqual([TUESDAY, ...more].toSorted());
  });

  test("scans all visits once per configuration: later reads judge only those it found", async () => {
    for (let hour = 10; hour < 18; hour += 1) await book(`2026-03-11T${hour + 4}:00:00Z`);
    await moveCutToMornings();
    expect(await attention()).toHaveLength(1);
    const lease = await luna.app.deps.store.lease(luna.luna.id);
    // Insert a row that no command would write: only a full scan of all visits would find it.
    lease.db.write(
      (tx) =>
        void tx.run(
          build.updateTable("bookings").set({ start_at: 1 }).where("start_at", "=", Date.parse(TUESDAY)),
        ),
    );
    lease.release();
    expect(await attention()).toHaveLength(1);
  });

  test.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["cursor=nonsense", "cursor"],
    ["q=ana", "q"],
  ])("is refused for %s", async (query, path) => {
    const answer = await admin("GET", `attention?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { details: { path } } } });
  });

  test("is visible to the business only", async () => {
    await luna.app.addTenant({ slug: "bella" });
    await moveCutToMornings();
    expect((await luna.app.ask("GET", "/t/luna/v1/admin/attention")).status).toBe(401);
    expect((await luna.app.ask("GET", "/t/bella/v1/admin/attention", { key: "luna-key" })).status).toBe(403);
  });
});
