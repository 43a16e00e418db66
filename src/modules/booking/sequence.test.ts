import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { findTroubles } from "#modules/integrity/index.ts";
import { type Answer, PLATFORM_KEY } from "#test/app.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";

/** Tuesday, 10 March 2026, after the clocks have changed: 10:00 is 14:00Z. */
const DATE = "2026-03-10";
const at = (time: string): string => `${DATE}T${time}:00Z`;
const customer = { name: "Ana Ruiz", email: "ana@example.com" };

type Item = { readonly service_id: string; readonly staff_id?: string };
type Answered = Pick<Answer, "status" | "body">;

let luna: Luna;
let keys = 0;

const SERVICES = [
  {
    ref: "cut",
    name: "Haircut",
    duration_minutes: 30,
    price_cents: 4500,
    buffer_after_minutes: 10,
    slot_interval_minutes: 30,
  },
  {
    ref: "colour",
    name: "Colour",
    duration_minutes: 90,
    price_cents: 12050,
    deposit_cents: 1000,
    slot_interval_minutes: 30,
    resources: ["chair"],
  },
  {
    ref: "fringe",
    name: "Fringe trim",
    duration_minutes: 15,
    price_cents: 0,
    buffer_before_minutes: 5,
    buffer_after_minutes: 5,
  },
  { ref: "yoga", name: "Yoga", duration_minutes: 60, capacity: 5 },
  { ref: "francs", name: "Swiss cut", duration_minutes: 30, currency: "CHF" },
];
const STAFF = [
  { ref: "mia", name: "Mia", services: ["cut", "fringe", "yoga", "francs"] },
  { ref: "noah", name: "Noah", services: ["cut", "colour"] },
];

beforeAll(async () => {
  luna = await startLuna(
    {},
    { services: SERVICES, staff: STAFF, resources: [{ ref: "chair", name: "Chair", quantity: 1 }] },
  );
});
afterAll(() => luna.app.close());

const get = (path: string, key?: string): Promise<Answered> =>
  luna.app.ask("GET", `/t/luna/v1/${path}`, key === undefined ? {} : { key });
const post = (path: string, body: object, key?: string): Promise<Answered> =>
  luna.app.ask("POST", `/t/luna/v1/${path}`, {
    body,
    ...(key !== undefined && { key }),
    headers: { "idempotency-key": `sequence-${(keys += 1)}` },
  });
const one = (service: string, staff?: "mia" | "noah"): Item => ({
  service_id: (luna.ids as Record<string, string>)[service] ?? service,
  ...(staff && { staff_id: luna.ids[staff] }),
});
const text = (items: readonly Item[]): string =>
  items.map(({ service_id: id, staff_id: who }) => (who ? `${id}:${who}` : id)).join(",");
const book = (items: readonly Item[], start: string, more: object = {}) =>
  post("public/bookings", { items, start, customer, ...more });
const slots = async (items: readonly Item[], date = DATE) =>
  (await get(`public/availability?items=${text(items)}&date=${date}`)).body;

async function troubles(): Promise<readonly string[]> {
  const lease = await luna.app.deps.store.lease(luna.luna.id);
  try {
    return findTroubles(lease.db);
  } finally {
    lease.release();
  }
}

describe("a visit of several services", () => {
  test("is listed with who would serve what, and booked as listed", async () => {
    const items = [one("cut"), one("colour")];
    const listed = await slots(items);
    expect(listed.slots[0]).toEqual({
      start: at("14:00"),
      end: at("16:00"),
      start_local: `${DATE}T10:00`,
      label: "10:00 am",
      staff_ids: [luna.ids.noah],
      seats_left: 1,
      waiting_minutes: 0,
      items: [
        { ...one("cut", "noah"), start: at("14:00"), end: at("14:30") },
        { ...one("colour", "noah"), start: at("14:30"), end: at("16:00") },
      ],
    });
    expect(listed.next_available).toEqual(listed.slots[0]);
    const booked = await book(items, at("14:00"), {
      expected_price_cents: 16550,
      expected_duration_minutes: 120,
    });
    expect(booked).toMatchObject({
      status: 201,
      body: {
        booking: {
          start: at("14:00"),
          end: at("16:00"),
          service: { name: "Haircut" },
          price_cents: 16550,
          deposit_cents: 1000,
          steps: [
            { service: { name: "Haircut" }, staff: { name: "Noah" }, start: at("14:00"), price_cents: 4500 },
            { service: { name: "Colour" }, staff: { name: "Noah" }, end: at("16:00"), price_cents: 12050 },
          ],
        },
      },
    });
    expect(await troubles()).toEqual([]);
    const lost = await book(items, at("14:00"));
    expect(lost).toMatchObject({ status: 409, body: { error: { reason: "SLOT_TAKEN" } } });
    expect(lost.body.error.details.alternatives).toHaveLength(3);
    expect(lost.body.error.details.alternatives[0].items).toHaveLength(2);
    await cancel(booked);
  });

  test("keeps the outer buffers, and has none inside while the same person continues", async () => {
    const booked = await book([one("cut", "mia"), one("fringe", "mia")], at("14:00"));
    expect(booked.body.booking).toMatchObject({ start: at("14:00"), end: at("14:45") });
    // Mia clears up until 14:50; a trim needs five minutes before it.
    const next = (await get(`public/availability?service_id=${one("fringe").service_id}&date=${DATE}`)).body;
    expect(next.slots[0].start).toBe(at("15:00"));
    await cancel(booked);
  });

  test("leaves a person who hands the customer over the time to clear up", async () => {
    const booked = await book([one("cut", "mia"), one("colour", "noah")], at("14:00"));
    expect(booked.body.booking.steps[1]).toMatchObject({ start: at("14:30") });
    expect(await book([one("fringe", "mia"), one("cut", "mia")], at("14:30"))).toMatchObject({ status: 409 });
    expect((await slots([one("fringe", "mia"), one("cut", "mia")])).slots[0].start).toBe(at("14:45"));
    await cancel(booked);
  });

  test("has waits of at most a quarter of an hour, and no longer than necessary", async () => {
    const absent = (start: string, end: string) =>
      post(
        "admin/time_off",
        { staff_id: luna.ids.noah, start: `${DATE}T${start}`, end: `${DATE}T${end}` },
        "luna-key",
      );
    await absent("10:00", "10:40");
    const { slots: listed } = await slots([one("cut", "mia"), one("colour")]);
    expect(listed[0]).toMatchObject({
      start: at("14:00"),
      end: at("16:10"),
      waiting_minutes: 10,
      items: [{ end: at("14:30") }, { start: at("14:40") }],
    });
    await absent("10:40", "10:46");
    expect((await slots([one("cut", "mia"), one("colour")])).slots[0].start).toBe(at("14:30"));
    for (const { id } of (await get("admin/time_off", "luna-key")).body.items)
      await luna.app.ask("DELETE", `/t/luna/v1/admin/time_off/${id}`, { key: "luna-key" });
  });

  test("is held, and booked with the hold", async () => {
    const items = [one("cut"), one("colour")];
    const held = await post("public/holds", { items, start: at("14:00"), expected_price_cents: 16550 });
    expect(held).toMatchObject({
      status: 201,
      body: { price_cents: 16550, duration_minutes: 120, end: at("16:00"), items: [{}, {}] },
    });
    const hold = { hold_id: held.body.hold_id };
    expect(await book([one("colour", "noah")], at("14:30"))).toMatchObject({ status: 409 });
    expect(await book([one("colour"), one("cut")], at("14:00"), hold)).toMatchObject({
      status: 400,
      body: { error: { details: { path: "hold_id" } } },
    });
    const booked = await book(items, at("14:00"), hold);
    expect(booked.status).toBe(201);
    await cancel(booked);
  });

  test("is moved as one, with its people if they can, and cancelled as one", async () => {
    const booked = await book([one("fringe"), one("cut"), one("colour")], at("14:00"));
    expect(booked.body.booking.steps.map((step: { staff: { name: string } }) => step.staff.name)).toEqual([
      "Mia",
      "Mia",
      "Noah",
    ]);
    const blocker = await book([one("cut", "mia")], at("17:30"));
    const moved = await change(booked, "reschedule", { start: at("16:30"), expected_price_cents: 16550 });
    expect(moved).toMatchObject({
      status: 200,
      body: { booking: { start: at("16:30"), end: at("18:45"), version: 2 } },
    });
    expect(await change(booked, "reschedule", { start: at("17:30") })).toMatchObject({ status: 409 });
    expect(await change(booked, "reschedule", { start: at("16:30"), staff_id: luna.ids.mia })).toMatchObject({
      status: 404,
    });
    expect(await troubles()).toEqual([]);
    expect((await cancel(booked)).body.booking.status).toBe("cancelled");
    await cancel(blocker);
    expect(await troubles()).toEqual([]);
    expect((await slots([one("fringe"), one("cut"), one("colour")])).slots[0].start).toBe(at("14:00"));
  });

  test("is booked by the owner inside notice, with a warning, never over somebody", async () => {
    const items = [one("cut", "mia"), one("fringe", "mia")];
    const wish = { items, start: "2026-03-06T15:30:00Z", customer };
    expect(await post("admin/bookings", wish, "luna-key")).toMatchObject({ status: 409 });
    const booked = await post("admin/bookings", { ...wish, override: true }, "luna-key");
    expect(booked).toMatchObject({ status: 201, body: { warnings: ["inside_notice"] } });
    expect(await post("admin/bookings", { ...wish, override: true }, "luna-key")).toMatchObject({
      status: 409,
    });
  });

  test.each([
    ["no service and no items", {}, 400, "service_id"],
    ["a service beside items", { service_id: "x", items: [{ service_id: "x" }] }, 400, "items"],
    ["a person beside items", { staff_id: "x", items: [{ service_id: "x" }] }, 400, "staff_id"],
    ["no items", { items: [] }, 400, "items"],
    ["too many", { items: Array.from({ length: 7 }, () => ({ service_id: "x" })) }, 400, "items"],
    ["an item with something else", { items: [{ service_id: "x", start: "y" }] }, 400, "items.0.start"],
    ["an item without a service", { items: [{ staff_id: "x" }] }, 400, "items.0.service_id"],
    ["unknown services", { items: [{ service_id: "x" }, { service_id: "y" }] }, 404, undefined],
  ])("with %s is refused", async (_, what, status, path) => {
    for (const where of ["public/holds", "public/bookings"]) {
      const who = where === "public/holds" ? {} : { customer };
      const refused = await post(where, { ...what, start: at("14:00"), ...who });
      expect([refused.status, refused.body.error.details?.path]).toEqual([status, path]);
    }
  });

  test("cannot include a class, or a service in another currency", async () => {
    const classes = await book([one("cut"), one("yoga")], at("14:00"));
    expect(classes).toMatchObject({
      status: 400,
      body: { error: { details: { path: "items.1.service_id" } } },
    });
    const francs = await book([one("cut"), one("francs")], at("14:00"));
    expect(francs).toMatchObject({
      status: 400,
      body: { error: { details: { path: "items.1.service_id" } } },
    });
    expect(
      (await get(`public/availability?items=${text([one("yoga"), one("cut")])}&date=${DATE}`)).status,
    ).toBe(400);
  });

  test("is offered at the new price if it has changed", async () => {
    const refused = await book([one("cut"), one("colour")], at("14:00"), { expected_price_cents: 16000 });
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { reason: "TERMS_CHANGED", details: { price_cents: 16550, duration_minutes: 120 } } },
    });
  });

  test.each([
    ["nothing", "", "service_id"],
    ["both", "service_id=x&items=x,y&", "items"],
    ["a person beside them", "staff_id=x&items=x,y&", "staff_id"],
    ["an empty item", "items=x,,y&", "items"],
    ["three ids in one", "items=x:y:z,x&", "items"],
    ["no id of a person", "items=x:,y&", "items"],
    ["broken JSON", "items=[{&", "items"],
    ["an empty list", "items=[]&", "items"],
    ["an id in JSON that is none", 'items=[{"service_id":7}]&', "items.0.service_id"],
    ["an unknown key in JSON", 'items=[{"service_id":"x","when":1}]&', "items.0.when"],
    ["too many", `items=${Array.from({ length: 7 }, () => "x").join(",")}&`, "items"],
  ])("is refused as a query with %s", async (_, query, path) => {
    const refused = await get(`public/availability?${query}date=${DATE}`);
    expect(refused).toMatchObject({ status: 400, body: { error: { details: { path } } } });
  });

  test("is listed for the JSON that books it, too", async () => {
    const items = [one("cut", "mia"), one("colour")];
    const asked = encodeURIComponent(JSON.stringify(items));
    const listed = await get(`public/availability?items=${asked}&date=${DATE}`);
    expect(listed.body).toEqual(await slots(items));
    expect(listed.body.slots.length).toBeGreaterThan(0);
  });

  test("is not sent again while its ETag is the same", async () => {
    const url = `/t/luna/v1/public/availability?items=${text([one("cut"), one("colour")])}&date=${DATE}`;
    const first = await luna.app.ask("GET", url);
    const again = await luna.app.ask("GET", url, {
      headers: { "if-none-match": String(first.headers["etag"]) },
    });
    expect([first.status, again.status]).toEqual([200, 304]);
  });

  test("is booked once per key, and once of twenty concurrent requests", async () => {
    const items = [one("cut"), one("colour")];
    const body = { items, start: at("14:00"), customer };
    const headers = { "idempotency-key": "the-same" };
    const ask = () => luna.app.ask("POST", "/t/luna/v1/public/bookings", { body, headers });
    const same = await Promise.all(Array.from({ length: 10 }, ask));
    expect(new Set(same.map((answer) => answer.body.booking?.uid)).size).toBe(1);
    const others = await Promise.all(Array.from({ length: 10 }, () => book(items, at("14:00"))));
    expect(others.map((answer) => answer.status)).toEqual(Array(10).fill(409));
    await cancel(same[0]!);
    expect(await troubles()).toEqual([]);
  });

  test("is described in full in messages", async () => {
    const booked = await book([one("cut", "mia"), one("colour")], at("14:00"));
    await luna.app.deps.jobs.runNow("due_work");
    const { body } = await luna.app.ask("GET", "/dev/outbox?tenant=luna", { key: PLATFORM_KEY });
    const mail = body.findLast(
      (one: { booking_uid?: string }) => one.booking_uid === booked.body.booking.uid,
    );
    expect(mail.subject).toContain("Haircut and Colour");
    expect(mail.body).toContain("10:00 am: Haircut with Mia\n10:30 am: Colour with Noah");
    await cancel(booked);
  });
});

function change(booked: Answered, verb: string, body: object): Promise<Answered> {
  const { booking, manage_token: key } = booked.body;
  return luna.app.ask("POST", `/t/luna/v1/public/bookings/${booking.uid}/${verb}`, { body, key });
}

function cancel(booked: Answered): Promise<Answered> {
  return change(booked, "cancel", {});
}
