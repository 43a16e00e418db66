import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import { findTroubles } from "#modules/integrity/index.ts";
import { type Answer, PLATFORM_KEY } from "#test/app.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";

const customer = { name: "Ana Ruiz", email: "ana@example.com" };
/** Tuesdays at 11:00 in New York from 10 March 2026 on, after the clocks have changed. */
const TUESDAY = "2026-03-10T15:00:00Z";
const WEEKLY = { every: "week", interval: 1, count: 4 };

let luna: Luna;
let keys = 0;

beforeEach(async () => {
  luna = await startLuna();
});
afterEach(() => luna.app.close());

const ask = (method: string, path: string, more: object = {}): Promise<Answer> =>
  luna.app.ask(method, `/t/luna/v1/${path}`, more);
const post = (path: string, body: object, key?: string): Promise<Answer> =>
  ask("POST", path, {
    body,
    ...(key !== undefined && { key }),
    headers: { "idempotency-key": `series-${(keys += 1)}` },
  });
const wish = (more: object = {}) => ({
  service_id: luna.ids.cut,
  staff_id: luna.ids.mia,
  start: TUESDAY,
  repeat: WEEKLY,
  ...more,
});
const book = (more: object = {}) => post("public/bookings", { ...wish(), customer, ...more });
const preview = (more: object = {}) => post("public/bookings/preview", wish(more));
/** Takes the third Tuesday at 11:00. */
const blockThird = () =>
  post("public/bookings", {
    service_id: luna.ids.cut,
    staff_id: luna.ids.mia,
    start: "2026-03-24T15:00:00Z",
    customer: { name: "Ben", email: "ben@example.com" },
  });
const starts = (answer: Answer): string[] =>
  answer.body.series.visits.map((one: { status: string; start: string }) => `${one.status} ${one.start}`);

async function standing(): Promise<string[]> {
  const { body } = await ask("GET", "admin/bookings?limit=100", { key: "luna-key" });
  return body.items
    .filter((one: { status: string }) => one.status === "confirmed")
    .map((one: { start: string }) => one.start);
}

async function troubles(): Promise<readonly string[]> {
  const lease = await luna.app.deps.store.lease(luna.luna.id);
  try {
    return findTroubles(lease.db);
  } finally {
    lease.release();
  }
}

/** The mails sent since the last call. */
async function mails(): Promise<{ kind: string; subject: string; body: string }[]> {
  const { deps, clock } = luna.app;
  await expect.poll(() => deps.control.countDue(clock.now())).toBeGreaterThan(0);
  await deps.jobs.runNow("due_work");
  return (await luna.app.ask("GET", "/dev/outbox?tenant=luna", { key: PLATFORM_KEY })).body;
}

describe("a series", () => {
  test("is previewed, then booked in one transaction, with one mail", async () => {
    const looked = await preview();
    expect(looked).toMatchObject({ status: 200, body: { price_cents: 18000, currency: "USD", choices: [] } });
    expect(looked.body.visits.map((one: { status: string }) => one.status)).toEqual(Array(4).fill("free"));
    expect(await standing()).toEqual([]);
    const booked = await book({ expected_price_cents: 4500 });
    expect(booked.status).toBe(201);
    expect(starts(booked)).toEqual([
      "booked 2026-03-10T15:00:00Z",
      "booked 2026-03-17T15:00:00Z",
      "booked 2026-03-24T15:00:00Z",
      "booked 2026-03-31T15:00:00Z",
    ]);
    expect(booked.body.booking).toMatchObject({ start: TUESDAY, series_id: booked.body.series.id });
    expect(await standing()).toHaveLength(4);
    expect(await troubles()).toEqual([]);
    const sent = await mails();
    expect(sent.map((mail) => mail.kind)).toEqual(["booking_confirmation"]);
    expect(sent[0]?.subject).toBe("Booked: Haircut, 4 visits from Tuesday 10 March at 11:00 am");
    expect(sent[0]?.body).toContain("Tuesday 31 March at 11:00 am");
    expect(sent[0]?.body).toContain("$45 each");
  });

  test("names the dates that are not free, and handles them as requested", async () => {
    await blockThird();
    const looked = await preview();
    expect(looked.body.visits[2]).toMatchObject({
      status: "conflict",
      date: "2026-03-24",
      start: "2026-03-24T15:00:00Z",
      reason: "SLOT_TAKEN",
      nearest: { start: "2026-03-24T14:30:00Z" },
    });
    expect(looked.body.choices).toEqual([
      { on_conflict: "skip", visits: 3 },
      { on_conflict: "nearest", visits: 4 },
      { on_conflict: "stop", visits: 0 },
    ]);
    const stopped = await book();
    expect(stopped).toMatchObject({ status: 409, body: { error: { reason: "SERIES_CONFLICT" } } });
    expect(stopped.body.error.details.visits).toEqual(looked.body.visits);
    expect(await standing()).toHaveLength(1);
    const nearest = await book({ on_conflict: "nearest" });
    expect(starts(nearest)[2]).toBe("booked 2026-03-24T14:30:00Z");
    expect(nearest.body.series.visits[2].instead_of).toBe("2026-03-24T15:00:00Z");
    const skipped = await book({
      on_conflict: "skip",
      staff_id: luna.ids.noah,
      repeat: { ...WEEKLY, count: 2 },
    });
    expect(starts(skipped)).toHaveLength(2);
    expect(await troubles()).toEqual([]);
  });

  test("leaves out what lies beyond the booking window, and says so", async () => {
    const booked = await book({ repeat: { ...WEEKLY, count: 6 }, on_conflict: "skip" });
    expect(starts(booked).slice(3)).toEqual([
      "booked 2026-03-31T15:00:00Z",
      "conflict 2026-04-07T15:00:00Z",
      "conflict 2026-04-14T15:00:00Z",
    ]);
    expect(booked.body.series.visits[5]).toMatchObject({ reason: "OUTSIDE_BOOKING_WINDOW", nearest: null });
  });

  test("is booked by the owner beyond the window, with a warning", async () => {
    const body = { ...wish({ repeat: { ...WEEKLY, count: 6 } }), customer };
    expect(await post("admin/bookings", body, "luna-key")).toMatchObject({ status: 409 });
    const booked = await post("admin/bookings", { ...body, override: true }, "luna-key");
    expect(booked).toMatchObject({ status: 201, body: { warnings: ["outside_booking_window"] } });
    expect(booked.body.series.visits).toHaveLength(6);
  });

  test("is booked once for its key, and with the hold on its first visit", async () => {
    const { start, service_id: service, staff_id: staff } = wish();
    const held = await post("public/holds", { start, service_id: service, staff_id: staff });
    const body = { ...wish(), customer, hold_id: held.body.hold_id };
    const again = () => ask("POST", "public/bookings", { body, headers: { "idempotency-key": "same" } });
    const [first, second] = [await again(), await again()];
    expect(first.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(await standing()).toHaveLength(4);
    expect(await troubles()).toEqual([]);
  });

  test("can be of several services", async () => {
    const { staff_id: _, service_id: __, ...rest } = wish();
    const items = [{ service_id: luna.ids.cut }, { service_id: luna.ids.colour }];
    const booked = await post("public/bookings", { ...rest, items, customer });
    expect(booked.body.booking.steps).toHaveLength(2);
    expect(starts(booked)).toHaveLength(4);
    const moved = await change(booked, "reschedule", { start: "2026-03-11T15:00:00Z", scope: "all" });
    expect(moved.body.series.changed[3].start).toBe("2026-04-01T15:00:00Z");
    expect(await troubles()).toEqual([]);
  });
});

describe("a change of a series", () => {
  test("of one visit leaves the others", async () => {
    const booked = await book();
    const moved = await change(booked, "reschedule", { start: "2026-03-11T15:00:00Z" });
    expect(moved.body.series).toBeUndefined();
    await change(booked, "cancel", {});
    expect(await standing()).toEqual([
      "2026-03-17T15:00:00Z",
      "2026-03-24T15:00:00Z",
      "2026-03-31T15:00:00Z",
    ]);
  });

  test("of one and the later ones moves them by the same number of days, to the same time, with one mail", async () => {
    const booked = await book();
    await mails();
    const to = { start: "2026-03-18T16:00:00Z", scope: "this_and_later" };
    const moved = await change(visit(booked, 1), "reschedule", to);
    expect(moved.body.series.changed.map((one: { start: string }) => one.start)).toEqual([
      "2026-03-18T16:00:00Z",
      "2026-03-25T16:00:00Z",
      "2026-04-01T16:00:00Z",
    ]);
    expect(await standing()).toContain(TUESDAY);
    expect((await mails()).filter((mail) => mail.kind === "booking_rescheduled")).toHaveLength(1);
    expect(await troubles()).toEqual([]);
  });

  test.each([
    ["later", "2026-03-17T15:00:00Z", ["2026-03-17", "2026-03-24", "2026-03-31"]],
    ["earlier", "2026-03-10T15:30:00Z", ["2026-03-10", "2026-03-17", "2026-03-24"]],
  ])("of all lets each take the place of the next, %s", async (_, start, dates) => {
    const booked = await book({ repeat: { ...WEEKLY, count: 3 } });
    const moved = await change(booked, "reschedule", { start, scope: "all" });
    expect(moved.body.series.changed.map((one: { start: string }) => one.start.slice(0, 10))).toEqual(dates);
    expect(await troubles()).toEqual([]);
  });

  test("that does not fit changes nothing, or leaves out the visits that do not fit", async () => {
    const booked = await book();
    await blockAt("2026-03-25T15:00:00Z");
    const to = { start: "2026-03-11T15:00:00Z", scope: "all" };
    const refused = await change(booked, "reschedule", to);
    expect(refused).toMatchObject({ status: 409, body: { error: { reason: "SERIES_CONFLICT" } } });
    expect(await standing()).toContain("2026-03-10T15:00:00Z");
    const skipped = await change(booked, "reschedule", { ...to, on_conflict: "skip" });
    expect(skipped.body.series).toMatchObject({
      changed: [{}, {}, {}],
      unchanged: [{ reason: "SLOT_TAKEN" }],
    });
    const nearest = await change(booked, "reschedule", {
      start: "2026-03-10T15:00:00Z",
      scope: "all",
      on_conflict: "nearest",
    });
    expect(nearest.status).toBe(200);
    expect(await troubles()).toEqual([]);
    expect((await mails()).filter((mail) => mail.kind === "booking_rescheduled")).toHaveLength(2);
  });

  test("can cancel one and the later ones, or all, and frees their time", async () => {
    const booked = await book();
    const third = visit(booked, 2);
    const cancelled = await change(third, "cancel", { scope: "this_and_later" });
    expect(cancelled.body).toMatchObject({
      booking: { status: "cancelled" },
      series: { changed: [{}, {}], unchanged: [] },
    });
    expect(await standing()).toEqual(["2026-03-10T15:00:00Z", "2026-03-17T15:00:00Z"]);
    await change(booked, "cancel", { scope: "all" });
    expect(await standing()).toEqual([]);
    expect(await troubles()).toEqual([]);
    expect((await mails()).filter((mail) => mail.kind === "booking_cancellation")).toHaveLength(2);
    expect((await book()).status).toBe(201);
  });

  test("leaves visits that may no longer be changed", async () => {
    const booked = await book();
    luna.app.clock.advance(Date.parse("2026-03-10T14:00:00Z") - luna.app.clock.now());
    expect(await change(booked, "cancel", { scope: "all" })).toMatchObject({
      status: 409,
      body: { error: { reason: "CANCELLATION_TOO_LATE" } },
    });
    const second = visit(booked, 1);
    const cancelled = await change(second, "cancel", { scope: "all" });
    expect(cancelled.body.series).toMatchObject({
      changed: [{}, {}, {}],
      unchanged: [{ uid: booked.body.booking.uid, reason: "CANCELLATION_TOO_LATE" }],
    });
  });

  test("can be made by the owner too, whatever the notice", async () => {
    const booked = await book();
    const { uid } = booked.body.booking;
    const moved = await post(
      `admin/bookings/${uid}/reschedule`,
      { start: "2026-03-10T16:00:00Z", scope: "all" },
      "luna-key",
    );
    expect(moved.body.series.changed).toHaveLength(4);
    const cancelled = await post(`admin/bookings/${uid}/cancel`, { scope: "all" }, "luna-key");
    expect(cancelled.body.series.changed).toHaveLength(4);
  });
});

test.each([
  ["neither count nor until", { repeat: { every: "week" } }, "repeat.count"],
  ["both", { repeat: { every: "week", count: 2, until: "2026-04-01" } }, "repeat.count"],
  ["another rhythm", { repeat: { every: "day", count: 2 } }, "repeat.every"],
  ["no interval", { repeat: { every: "week", interval: 0, count: 2 } }, "repeat.interval"],
  ["too many", { repeat: { every: "week", count: 53 } }, "repeat.count"],
  ["too long", { repeat: { every: "week", until: "2027-12-01" } }, "repeat.until"],
  ["no date", { repeat: { every: "week", until: "2026-02-30" } }, "repeat.until"],
  ["an end before the beginning", { repeat: { every: "week", until: "2026-03-09" } }, "repeat.until"],
  ["something else", { repeat: { every: "week", count: 2, on: "mon" } }, "repeat.on"],
  ["a choice without a series", { repeat: undefined, on_conflict: "skip" }, "on_conflict"],
  ["an unknown choice", { on_conflict: "ask" }, "on_conflict"],
])("a series with %s is refused", async (_, more, path) => {
  expect(await book(more)).toMatchObject({ status: 400, body: { error: { details: { path } } } });
});

test("a preview needs nobody's name, and refuses what a booking does", async () => {
  expect((await preview({ customer })).status).toBe(200);
  expect(await preview({ notes: "x" })).toMatchObject({ status: 400 });
  expect(await preview({ service_id: "x" })).toMatchObject({ status: 404 });
  expect(await preview({ expected_price_cents: 1 })).toMatchObject({ status: 409 });
  expect(await preview({ start: "2026-03-03T15:00:00Z" })).toMatchObject({ status: 400 });
});

test("each visit of a series counts for the plan", async () => {
  await luna.app.close();
  luna = await startLuna({}, { plan: "starter", policies: { booking_window_days: 400 } });
  const repeat = { every: "week", count: 52 };
  expect((await book({ repeat })).status).toBe(201);
  const second = await book({ repeat, staff_id: luna.ids.noah, on_conflict: "skip" });
  const { visits } = second.body.series as { visits: { status: string; reason?: string }[] };
  expect(visits.filter((one) => one.status === "booked")).toHaveLength(48);
  expect(visits.slice(48).map((one) => one.reason)).toEqual(Array(4).fill("PLAN_LIMIT"));
});

test("each visit of a series counts for its customer", async () => {
  await luna.app.close();
  luna = await startLuna({}, { policies: { limits: { active_per_customer: 2 } } });
  const booked = await book({ on_conflict: "skip" });
  const { visits } = booked.body.series as { visits: { reason?: string }[] };
  expect(visits.map((one) => one.reason)).toEqual([undefined, undefined, "CUSTOMER_LIMIT", "CUSTOMER_LIMIT"]);
  expect(await book({ customer: { name: "Ben", email: "ben@example.com" } })).toMatchObject({ status: 409 });
});

test("a time that does not exist is a conflict, and the nearest is after the change", async () => {
  await luna.app.close();
  const clock = fixedClock(Date.UTC(2026, 1, 28, 15));
  luna = await startLuna({ clock }, { hours: { sun: [["00:00", "06:00"]] } });
  const looked = await preview({ start: "2026-03-01T07:30:00Z", repeat: { every: "week", count: 3 } });
  expect(looked.body.visits[1]).toMatchObject({
    status: "conflict",
    date: "2026-03-08",
    reason: "TIME_DOES_NOT_EXIST",
    nearest: { start: "2026-03-08T07:00:00Z" },
  });
  expect(looked.body.visits[2].start).toBe("2026-03-15T06:30:00Z");
});

function change(booked: Answer, verb: string, body: object): Promise<Answer> {
  const { booking, manage_token: key } = booked.body;
  return ask("POST", `public/bookings/${booking.uid}/${verb}`, { body, key });
}

/** The nth visit of a series. */
function visit(booked: Answer, nth: number): Answer {
  const { uid, manage_token: token } = booked.body.series.visits[nth];
  return { ...booked, body: { booking: { uid }, manage_token: token } };
}

function blockAt(start: string): Promise<Answer> {
  return post("public/bookings", {
    service_id: luna.ids.cut,
    staff_id: luna.ids.mia,
    start,
    customer: { name: "Ben", email: "ben@example.com" },
  });
}
