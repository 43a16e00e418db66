import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Answer } from "#test/app.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";

/** It is Friday 10:00 in New York. Luna opens on Tuesday at 10:00. */
const TUESDAY = "2026-03-10T15:00:00Z";

let luna: Luna;
beforeEach(async () => {
  luna = await startLuna();
});
afterEach(() => luna.app.close());

const admin = (method: string, path: string, body?: object): Promise<Answer> =>
  luna.app.ask(method, `/t/luna/v1/admin/${path}`, { key: "luna-key", ...(body && { body }) });

let requests = 0;
async function book(start: string, staffId?: string, serviceId = luna.ids.cut): Promise<string> {
  const customer = { name: "Ana Ruiz", email: "ana@example.com" };
  const { status, text, body } = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
    body: { service_id: serviceId, staff_id: staffId, start, customer },
    headers: { "idempotency-key": `explain-${++requests}` },
  });
  if (status !== 201) throw new Error(text);
  return body.booking.uid;
}

const explain = (query: Record<string, string>): Promise<Answer> => {
  const asked = new URLSearchParams({ service_id: luna.ids.cut, at: TUESDAY, ...query });
  return admin("GET", `explain?${asked.toString()}`);
};

type Checks = readonly { readonly rule: string; readonly passed: boolean | null; readonly message: string }[];
const failed = (checks: Checks): string[] =>
  checks.filter(({ passed }) => passed === false).map(({ rule }) => rule);

describe("why a start is offered or not", () => {
  test("names every rule that it satisfies", async () => {
    const { status, body } = await explain({});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      service: { name: "Haircut" },
      at: TUESDAY,
      at_local: "2026-03-10T11:00",
      time_zone: "America/New_York",
      as_of: "2026-03-06T15:00:00Z",
      offered: true,
      reason: null,
    });
    expect(failed(body.checks)).toEqual([]);
    expect(body.staff).toMatchObject([
      { staff: { name: "Mia" }, offered: true },
      { staff: { name: "Noah" }, offered: true },
    ]);
  });

  test("says what is in whose way, and nothing about the customer", async () => {
    const uid = await book(TUESDAY, luna.ids.mia);
    await admin("POST", "time_off", {
      staff_id: luna.ids.noah,
      start: "2026-03-10T10:00",
      end: "2026-03-10T12:00",
      reason: "at the dentist",
    });
    const { body, text } = await explain({});
    expect(body).toMatchObject({ offered: false, reason: "taken" });
    const [mia, noah] = body.staff;
    const free = (person: { checks: Checks }) => person.checks.find(({ rule }) => rule === "free");
    expect(free(mia)).toMatchObject({ busy: [{ kind: "visit", booking_uid: uid, meets: "visit" }] });
    expect(free(noah)).toMatchObject({
      message: "In the way: time off.",
      busy: [{ kind: "absence", booking_uid: null }],
    });
    expect(text).not.toMatch(/Ruiz|ana@|dentist/);
  });

  test("says which rule it breaks", async () => {
    const cases = [
      ["2026-03-10T23:00:00Z", "closed", "hours"],
      ["2026-03-10T15:10:00Z", "off_grid", "grid"],
      ["2026-03-06T15:30:00Z", "too_soon", "notice"],
      ["2026-04-07T15:00:00Z", "outside_window", "booking_window"],
      ["2026-03-05T15:30:00Z", "past", "not_past"],
    ] as const;
    for (const [at, reason, rule] of cases) {
      const { body } = await explain({ at });
      expect(body.reason).toBe(reason);
      const all = [body, ...body.staff].flatMap(({ checks }: { checks: Checks }) => failed(checks));
      expect(all).toContain(rule);
    }
    const { body } = await explain({ service_id: luna.ids.fringe });
    expect(failed(body.staff[1].checks)).toEqual(["does_service"]);
  });

  test("counts visits if there is a limit", async () => {
    const { body: policies } = await admin("GET", "policies");
    const { version: _, updated_at: __, ...document } = policies.policies ?? policies;
    const limits = { per_day: 1, per_week: null, active_per_customer: null };
    expect((await admin("PUT", "policies", { ...document, limits })).status).toBe(200);
    await book("2026-03-10T17:00:00Z");
    const { body } = await explain({});
    expect(body.reason).toBe("limit_reached");
    expect(body.checks.find(({ rule }: { rule: string }) => rule === "business_limit")).toMatchObject({
      passed: false,
      message: "The business takes at most 1 visits a day (there are 1).",
    });
    const refused = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
      body: {
        service_id: luna.ids.cut,
        start: TUESDAY,
        customer: { name: "Zoe Lang", email: "zoe@example.com" },
      },
      headers: { "idempotency-key": "over-the-limit" },
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error).toMatchObject({
      reason: "SLOT_NOT_AVAILABLE",
      message: "That date or week is full.",
    });
    const dates = refused.body.error.details.alternatives.map((slot: { start_local: string }) =>
      slot.start_local.slice(0, 10),
    );
    expect(dates).not.toContain("2026-03-10");
    expect(dates).toHaveLength(3);
  });

  test("explains a past instant by what was true then", async () => {
    const first = luna.app.clock.now();
    luna.app.clock.advance(60_000);
    const uid = await book(TUESDAY, luna.ids.mia);
    await book(TUESDAY, luna.ids.noah);
    luna.app.clock.advance(60_000);
    await admin("POST", `bookings/${uid}/cancel`);
    const ask = async (at: number) => (await explain({ as_of: new Date(at).toISOString() })).body;
    expect(await ask(first)).toMatchObject({ offered: true, as_of: "2026-03-06T15:00:00Z" });
    expect(await ask(first + 60_000)).toMatchObject({ offered: false, reason: "taken" });
    const now = await ask(first + 120_000);
    expect(now.staff.map(({ offered }: { offered: boolean }) => offered)).toEqual([true, false]);
    expect(now).toEqual((await explain({})).body);
  });

  test("refuses what it cannot read or does not know", async () => {
    const cases = [
      [{ at: "" }, 400, "at"],
      [{ at: "2026-03-10T11:00" }, 400, "at"],
      [{ as_of: "yesterday" }, 400, "as_of"],
      [{ as_of: "2026-03-06T15:00:01Z" }, 400, "as_of"],
      [{ as_of: "2026-03-06T14:59:59Z" }, 400, "as_of"],
      [{ channel: "smoke" }, 400, "channel"],
      [{ service_id: "perm" }, 404, undefined],
      [{ staff_id: "nobody" }, 404, undefined],
    ] as const;
    for (const [query, status, path] of cases) {
      const answer = await explain(query);
      expect([query, answer.status]).toEqual([query, status]);
      expect(answer.body.error.details?.path).toBe(path);
    }
  });

  test("is for the business only", async () => {
    const url = `/t/luna/v1/admin/explain?service_id=${luna.ids.cut}&at=${TUESDAY}`;
    expect((await luna.app.ask("GET", url)).status).toBe(401);
  });
});

describe("why this person", () => {
  test("gives the rule, and everybody's standing at the moment of the choice", async () => {
    luna.app.clock.advance(60_000);
    await book("2026-03-11T15:00:00Z", luna.ids.mia);
    luna.app.clock.advance(60_000);
    const uid = await book(TUESDAY);
    luna.app.clock.advance(60_000);
    // Later changes do not affect it.
    await book(TUESDAY);
    await admin("POST", `bookings/${uid}/reschedule`, { start: "2026-03-12T15:00:00Z" });
    const { status, body } = await admin("GET", `bookings/${uid}/explain`);
    expect(status).toBe(200);
    expect(body.parts).toMatchObject([
      {
        service: { name: "Haircut" },
        staff: { name: "Noah" },
        start: TUESDAY,
        decided_at: "2026-03-06T15:02:00Z",
        rule: "least_recently_booked",
        message: "Of those who were free, Noah had waited longest for a visit.",
        among: [{ name: "Noah" }, { name: "Mia" }],
        candidates: [
          { staff: { name: "Mia" }, chosen: false, free: true, last_booked_at: "2026-03-06T15:01:00Z" },
          {
            staff: { name: "Noah" },
            chosen: true,
            free: true,
            last_booked_at: null,
            level_from: "2026-03-06T15:00:00Z",
          },
        ],
      },
    ]);
  });

  test("says why nobody else was free, and that somebody was asked for", async () => {
    await book(TUESDAY, luna.ids.noah);
    const [only, asked] = [await book(TUESDAY), await book("2026-03-10T16:00:00Z", luna.ids.noah)];
    const first = (await admin("GET", `bookings/${only}/explain`)).body.parts[0];
    expect(first).toMatchObject({ rule: "only_one_free", staff: { name: "Mia" } });
    expect(first.candidates.map(({ free }: { free: boolean }) => free)).toEqual([true, false]);
    expect(failed(first.candidates[1].checks)).toEqual(["free"]);
    const second = (await admin("GET", `bookings/${asked}/explain`)).body.parts[0];
    expect(second).toMatchObject({ rule: "requested", message: "Noah was asked for." });
  });

  test("ignores the hold that became the visit", async () => {
    const held = await luna.app.ask("POST", "/t/luna/v1/public/holds", {
      body: { service_id: luna.ids.cut, start: TUESDAY },
      headers: { "idempotency-key": "explain-hold" },
    });
    luna.app.clock.advance(60_000);
    const customer = { name: "Ana Ruiz", email: "ana@example.com" };
    const hold = held.body.hold ?? held.body;
    const { body } = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
      body: { service_id: luna.ids.cut, start: TUESDAY, hold_id: hold.hold_id, customer },
      headers: { "idempotency-key": "explain-held" },
    });
    const told = await admin("GET", `bookings/${body.booking.uid}/explain`);
    expect(told.body.parts[0]).toMatchObject({
      rule: "tie_by_id",
      candidates: [
        { staff: { name: "Mia" }, chosen: true, free: true },
        { staff: { name: "Noah" }, chosen: false, free: true },
      ],
    });
  });

  test("is a 404 for a visit that does not exist", async () => {
    expect((await admin("GET", "bookings/01kk1tk8m3p88m070v47kbf2av/explain")).status).toBe(404);
  });
});
