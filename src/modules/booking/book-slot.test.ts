import { describe, expect, test } from "vitest";

import { toJson } from "#db/columns.ts";
import { build } from "#db/tenant-db.ts";
import { queueMessages } from "#modules/messages/index.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { bookOnce } from "./book-once.ts";
import { bookSlot } from "./book-slot.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { holdSlot, releaseHold } from "./hold-slot.ts";
import { moveBooking } from "./move-booking.ts";
import { bookAsOwner } from "./owner-book.ts";
import { getBooking } from "./queries.ts";
import type { BookingWish } from "./wishes.ts";

const ANA = { name: "Ana Ruiz", email: "ana@example.com", phone: "+12125550111" };
const BEN = { name: "Ben Okoro", email: "ben@example.com" };

/** Noon in New York on that Friday. */
const NOON = at("2026-03-06T17:00:00Z");
const HALF_PAST_NOON = NOON + 30 * 60_000;

function luna(options: Parameters<typeof aSalon>[0] = {}): Salon {
  return aSalon(options).offers("cut").employs("mia", ["cut"]);
}

function wish(changes: Partial<BookingWish> = {}): BookingWish {
  return { serviceId: "cut", start: NOON, customer: ANA, source: "page", ...changes };
}

function occupancies(salon: Salon) {
  return salon.db.all(build.selectFrom("occupancies").selectAll().orderBy("start_at"));
}

function booked(salon: Salon, changes: Partial<BookingWish> = {}) {
  const result = bookSlot(salon.ctx(), wish(changes));
  if (result.outcome !== "booked") throw new Error(`not booked: ${result.outcome}`);
  return result.booking;
}

describe("booking", () => {
  test("writes the visit, its occupancy, one event and the message in one go", () => {
    const salon = luna({ subscribers: [queueMessages] });

    const { row, items, customer } = booked(salon);

    expect(row).toMatchObject({
      status: "confirmed",
      start_at: NOON,
      end_at: HALF_PAST_NOON,
      price_cents: 4500,
    });
    expect(items).toMatchObject([{ service_id: "cut", staff_id: "mia" }]);
    expect(customer).toMatchObject(ANA);
    expect(occupancies(salon)).toMatchObject([{ subject_id: "mia", kind: "visit", owner_id: row.uid }]);
    const events = salon.db.all(build.selectFrom("events").selectAll());
    expect(events.map(({ kind, subject }) => [kind, subject])).toEqual([
      ["booking_confirmed", `booking:${row.uid}`],
    ]);
    const messages = salon.db.all(build.selectFrom("outbox").select(["kind", "channel", "state"]));
    expect(messages).toEqual([{ kind: "booking_confirmation", channel: "email", state: "queued" }]);
    expect(salon.wakes).toEqual([salon.clock.now()]);
  });

  test("the log refers to people without naming them", () => {
    const salon = luna();
    booked(salon, { notes: "allergic to henna" });
    const log = JSON.stringify(salon.db.all(build.selectFrom("events").selectAll()));
    for (const personal of ["Ana", "ana@", "+1212", "henna"]) expect(log).not.toContain(personal);
    expect(log).toContain('"price_cents\\":4500');
  });

  test("texts only customers who agreed to it", () => {
    const salon = luna({ subscribers: [queueMessages] });
    booked(salon, { customer: { ...ANA, consentSms: true } });
    const channels = salon.db.all(build.selectFrom("outbox").select("channel").orderBy("channel"));
    expect(channels).toEqual([{ channel: "email" }, { channel: "sms" }]);
  });

  test("a second customer is refused and offered what is still free", () => {
    const salon = luna();
    booked(salon);
    const refused = bookSlot(salon.ctx(), wish({ customer: BEN }));
    expect(refused).toMatchObject({
      outcome: "taken",
      alternatives: [{ start: NOON - 30 * 60_000 }, { start: HALF_PAST_NOON }, { start: NOON - 45 * 60_000 }],
    });
    expect(salon.db.all(build.selectFrom("customers").select("name"))).toEqual([{ name: "Ana Ruiz" }]);
  });

  test("a customer who asks for somebody who never works is told when colleagues are free", () => {
    const salon = luna().employs("ole", ["cut"], { hours: toJson({}) });
    expect(bookSlot(salon.ctx(), wish({ staffId: "ole" }))).toMatchObject({
      outcome: "not_available",
      alternatives: [{ start: NOON, staffIds: ["mia"] }, { staffIds: ["mia"] }, { staffIds: ["mia"] }],
    });
  });

  test.each([
    ["in_the_past", { start: at("2026-03-06T14:45:00Z") }],
    ["not_available", { start: at("2026-03-07T17:00:00Z") }],
    ["not_available", { start: NOON + 60_000 }],
    ["outside_window", { start: at("2026-06-05T16:00:00Z") }],
    ["unknown_service", { serviceId: "perm" }],
    ["unknown_staff", { staffId: "nobody" }],
    ["terms_changed", { expectedPriceCents: 4400 }],
  ] as const)("is refused as %s for %j, and nothing is written", (outcome, changes) => {
    const salon = luna();
    expect(bookSlot(salon.ctx(), wish(changes))).toMatchObject({ outcome });
    expect(occupancies(salon)).toEqual([]);
    expect(salon.db.all(build.selectFrom("events").selectAll())).toEqual([]);
  });

  test("notice: a start exactly at the notice is allowed, a minute earlier is too soon", () => {
    const salon = luna({ policies: { min_notice_minutes: 120 } });
    expect(bookSlot(salon.ctx(), wish({ start: NOON - 15 * 60_000 }))).toMatchObject({ outcome: "too_soon" });
    expect(bookSlot(salon.ctx(), wish({ start: NOON }))).toMatchObject({ outcome: "booked" });
  });

  test("an inactive service is not offered", () => {
    const salon = luna().changes("cut", { active: 0 });
    expect(bookSlot(salon.ctx(), wish())).toMatchObject({ outcome: "service_not_offered" });
  });

  test("a service that nobody does is not offered; a person asked for is said not to do it", () => {
    const salon = luna().offers("perm").offers("fringe");
    const items = [{ serviceId: "perm" }, { serviceId: "fringe" }];
    expect(bookSlot(salon.ctx(), wish({ serviceId: "perm" }))).toMatchObject({
      outcome: "service_not_offered",
    });
    expect(bookSlot(salon.ctx(), wish({ serviceId: "perm", staffId: "mia" }))).toMatchObject({
      outcome: "unknown_staff",
    });
    const { serviceId: _, ...rest } = wish();
    expect(bookSlot(salon.ctx(), { ...rest, items })).toMatchObject({ outcome: "service_not_offered" });
  });

  test("anyone: least recently booked first, and the reason is kept with the visit", () => {
    const salon = luna().employs("noa", ["cut"]);
    const first = booked(salon);
    salon.clock.advance(1000);
    const second = booked(salon, { start: HALF_PAST_NOON, customer: BEN });
    const [mia, noa] = [first.items[0], second.items[0]];
    expect([mia?.staff_id, noa?.staff_id]).toEqual(["mia", "noa"]);
    expect(JSON.parse(noa?.staff_choice ?? "")).toEqual({
      rule: "least_recently_booked",
      among: ["noa", "mia"],
    });
  });

  test("a cancelled visit does not count towards who was booked least recently", () => {
    const salon = luna().employs("noa", ["cut"]);
    const { row } = booked(salon);
    cancelBooking(salon.ctx(), row.uid, {});
    salon.clock.advance(1000);
    expect(booked(salon).items[0]?.staff_id).toBe("mia");
  });

  test("the same person is recognized; another name at the same address is somebody else", () => {
    const salon = luna();
    const first = booked(salon);
    const again = booked(salon, { start: HALF_PAST_NOON, customer: { ...ANA, name: " ana ruiz" } });
    const sister = booked(salon, {
      start: at("2026-03-06T18:00:00Z"),
      customer: { ...ANA, name: "Eva Ruiz" },
    });
    expect(again.customer.id).toBe(first.customer.id);
    expect(sister.customer.id).not.toBe(first.customer.id);
  });

  test("later edits of a service never change a visit", () => {
    const salon = luna();
    const { row } = booked(salon);
    salon.changes("cut", { price_cents: 9900, duration_minutes: 60, name: "Grand cut" });
    const { row: later, items } = getBooking(salon.db, row.uid);
    expect(later).toMatchObject({ price_cents: 4500, end_at: HALF_PAST_NOON });
    expect(JSON.parse(items[0]?.terms ?? "")).toMatchObject({ service_name: "cut", duration_minutes: 30 });
  });
});

describe("the same request twice", () => {
  const once = { scope: "test", key: "k1", body: { start: NOON } };

  test("is one booking with one answer, even after it was cancelled", () => {
    const salon = luna();
    const first = bookOnce(salon.ctx(), once, wish());
    if (first.outcome !== "booked") throw new Error(first.outcome);
    cancelBooking(salon.ctx(), first.view.uid, {});
    expect(bookOnce(salon.ctx(), once, wish())).toEqual(first);
    expect(salon.db.all(build.selectFrom("bookings").select("uid"))).toHaveLength(1);
  });

  test("a refusal is not stored", () => {
    const salon = luna();
    const { row } = booked(salon, { customer: BEN });
    expect(bookOnce(salon.ctx(), once, wish())).toMatchObject({ outcome: "taken" });
    cancelBooking(salon.ctx(), row.uid, {});
    expect(bookOnce(salon.ctx(), once, wish())).toMatchObject({ outcome: "booked" });
  });

  test("with a different body is a mismatch", () => {
    const salon = luna();
    bookOnce(salon.ctx(), once, wish());
    expect(() => bookOnce(salon.ctx(), { ...once, body: {} }, wish())).toThrow(/different request/);
  });
});

describe("holds", () => {
  function held(salon: Salon) {
    const result = holdSlot(salon.ctx(), { serviceId: "cut", start: NOON });
    if (result.outcome !== "held") throw new Error(result.outcome);
    return result.hold;
  }

  test("a held slot is reserved until it expires, to the millisecond", () => {
    const salon = luna();
    const hold = held(salon);
    expect(hold.expiresAt).toBe(salon.clock.now() + 5 * 60_000);
    salon.clock.advance(5 * 60_000 - 1);
    expect(bookSlot(salon.ctx(), wish({ customer: BEN }))).toMatchObject({ outcome: "taken" });
    salon.clock.advance(1);
    expect(bookSlot(salon.ctx(), wish({ customer: BEN }))).toMatchObject({ outcome: "booked" });
  });

  test("its holder books it even if the notice period has begun meanwhile, and the hold is used up", () => {
    const salon = luna({ policies: { min_notice_minutes: 120 } });
    const hold = held(salon);
    salon.clock.advance(60_000);
    expect(bookSlot(salon.ctx(), wish({ holdId: hold.id }))).toMatchObject({ outcome: "booked" });
    expect(occupancies(salon).map(({ kind }) => kind)).toEqual(["visit"]);
    expect(salon.db.all(build.selectFrom("holds").selectAll())).toEqual([]);
  });

  test("an expired hold is ignored: the slot is judged again", () => {
    const salon = luna();
    const hold = held(salon);
    salon.clock.advance(5 * 60_000);
    booked(salon, { customer: BEN });
    expect(bookSlot(salon.ctx(), wish({ holdId: hold.id }))).toMatchObject({ outcome: "taken" });
  });

  test("a hold on one slot does not open another", () => {
    const salon = luna();
    const hold = held(salon);
    expect(bookSlot(salon.ctx(), wish({ holdId: hold.id, start: HALF_PAST_NOON }))).toEqual({
      outcome: "hold_is_for_another_slot",
    });
  });

  test("a price that changed under a hold is announced, not charged", () => {
    const salon = luna();
    const hold = held(salon);
    salon.changes("cut", { price_cents: 5000 });
    expect(bookSlot(salon.ctx(), wish({ holdId: hold.id }))).toMatchObject({ outcome: "terms_changed" });
  });

  test("the next hold deletes what expired long ago", () => {
    const salon = luna();
    held(salon);
    salon.clock.advance(65 * 60_000);
    const result = holdSlot(salon.ctx(), { serviceId: "cut", start: HALF_PAST_NOON });
    expect(result.outcome).toBe("held");
    expect(occupancies(salon)).toHaveLength(1);
    expect(salon.db.all(build.selectFrom("holds").select("start_at"))).toEqual([
      { start_at: HALF_PAST_NOON },
    ]);
  });

  test("releasing a hold frees the slot at once, and only once", () => {
    const salon = luna();
    const hold = held(salon);
    expect(releaseHold(salon.ctx(), hold.id)).toBe(true);
    expect(releaseHold(salon.ctx(), hold.id)).toBe(false);
    expect(bookSlot(salon.ctx(), wish({ customer: BEN }))).toMatchObject({ outcome: "booked" });
  });
});

describe("moving", () => {
  test("frees the old time, keeps the terms, and may overlap its own old time", () => {
    const salon = luna({ policies: { cancellation_notice_minutes: 0 } });
    const { row } = booked(salon);
    salon.changes("cut", { duration_minutes: 60, price_cents: 9900 });
    const moved = moveBooking(salon.ctx(), row.uid, { start: NOON + 15 * 60_000 });
    expect(moved).toMatchObject({
      outcome: "moved",
      booking: {
        row: { start_at: NOON + 15 * 60_000, end_at: NOON + 45 * 60_000, price_cents: 4500, version: 2 },
      },
    });
    expect(occupancies(salon)).toHaveLength(1);
  });

  test("to a taken time is refused and changes nothing", () => {
    const salon = luna();
    const { row } = booked(salon);
    booked(salon, { start: at("2026-03-06T19:00:00Z"), customer: BEN });
    expect(moveBooking(salon.ctx(), row.uid, { start: at("2026-03-06T19:00:00Z") })).toMatchObject({
      outcome: "taken",
    });
    expect(getBooking(salon.db, row.uid).row).toMatchObject({ start_at: NOON, version: 1 });
  });

  test("checks the notice of the old start", () => {
    const salon = luna();
    const { row } = booked(salon);
    salon.clock.advance(1);
    const later = at("2026-03-06T19:00:00Z");
    expect(moveBooking(salon.ctx(), row.uid, { start: later })).toMatchObject({
      outcome: "too_late",
      deadline: NOON - 7_200_000,
    });
    expect(moveBooking(salon.ctx(), row.uid, { start: later, byOwner: true })).toMatchObject({
      outcome: "moved",
    });
  });

  test("keeps the person who was asked for, and changes person only if nobody was", () => {
    const salon = luna().employs("noa", ["cut"]);
    const asked = booked(salon, { staffId: "mia" });
    const three = at("2026-03-06T20:00:00Z");
    booked(salon, { staffId: "mia", start: three, customer: BEN });
    expect(moveBooking(salon.ctx(), asked.row.uid, { start: three })).toMatchObject({ outcome: "taken" });

    cancelBooking(salon.ctx(), asked.row.uid, {});
    booked(salon, { staffId: "noa", customer: BEN });
    const anyone = booked(salon);
    expect(anyone.items[0]?.staff_id).toBe("mia");
    const moved = moveBooking(salon.ctx(), anyone.row.uid, { start: three });
    expect(moved).toMatchObject({ booking: { items: [{ staff_id: "noa" }] } });
  });
});

describe("cancelling", () => {
  test("frees the time; cancelling twice counts once", () => {
    const salon = luna({ subscribers: [queueMessages], policies: { cancellation_notice_minutes: 60 } });
    const { row } = booked(salon);
    salon.clock.advance(1000);
    expect(cancelBooking(salon.ctx(), row.uid, { reason: "ill" })).toMatchObject({
      booking: { row: { status: "cancelled", cancel_reason: "ill" } },
    });
    expect(cancelBooking(salon.ctx(), row.uid, {})).toMatchObject({ booking: { row: { version: 2 } } });
    expect(occupancies(salon)).toEqual([]);
    salon.clock.advance(1000);
    expect(booked(salon, { customer: BEN }).row.status).toBe("confirmed");
    const kinds = salon.db.all(build.selectFrom("outbox").select("kind").orderBy("id"));
    expect(kinds.map(({ kind }) => kind)).toEqual([
      "booking_confirmation",
      "booking_cancellation",
      "booking_confirmation",
    ]);
  });

  test("is possible at the deadline, but not a moment later", () => {
    const salon = luna();
    const { row } = booked(salon);
    const late = booked(salon, { start: HALF_PAST_NOON, customer: BEN });
    salon.clock.advance(30 * 60_000);
    expect(cancelBooking(salon.ctx(), late.row.uid, {})).toMatchObject({ outcome: "cancelled" });
    expect(cancelBooking(salon.ctx(), row.uid, {})).toMatchObject({ outcome: "too_late" });
  });
});

describe("the plan's limit", () => {
  test("counts what was booked this month, without cancelled visits, and never refuses the owner", () => {
    const salon = aSalon({ plan: "starter" }).offers("talk", { capacity: 200 }).employs("mia", ["talk"]);
    const guest = (n: number) =>
      wish({ serviceId: "talk", customer: { name: "Guest", email: `g${n}@example.com` } });
    const first = bookSlot(salon.ctx(), guest(0));
    for (let n = 1; n < 100; n++) bookSlot(salon.ctx(), guest(n));
    expect(bookSlot(salon.ctx(), guest(100))).toEqual({ outcome: "plan_limit" });

    expect(bookAsOwner(salon.ctx(), undefined, guest(101))).toMatchObject({
      outcome: "booked",
      warnings: [],
    });
    if (first.outcome !== "booked") throw new Error(first.outcome);
    cancelBooking(salon.ctx(), first.booking.row.uid, {});
    expect(bookSlot(salon.ctx(), guest(102))).toEqual({ outcome: "plan_limit" });
    const second = salon.db.first(
      build.selectFrom("bookings").select("uid").where("status", "=", "confirmed"),
    );
    cancelBooking(salon.ctx(), second?.uid ?? "", {});
    expect(bookSlot(salon.ctx(), guest(103))).toMatchObject({ outcome: "booked" });
  });
});

describe("the owner's override", () => {
  test("sets notice aside with a warning, never an overlap", () => {
    const salon = luna({ policies: { min_notice_minutes: 600 } });
    const owner = { ...wish(), override: true };
    expect(bookAsOwner(salon.ctx(), undefined, { ...wish() })).toMatchObject({ outcome: "too_soon" });
    expect(bookAsOwner(salon.ctx(), undefined, owner)).toMatchObject({
      outcome: "booked",
      warnings: ["inside_notice"],
    });
    expect(bookAsOwner(salon.ctx(), undefined, owner)).toMatchObject({ outcome: "taken" });
  });
});

test("every attempt is counted by source and outcome", () => {
  const salon = luna();
  booked(salon);
  bookSlot(salon.ctx(), wish({ source: "chat" }));
  expect(salon.counted).toEqual([
    ["bookings", { source: "page", outcome: "booked" }],
    ["bookings", { source: "chat", outcome: "taken" }],
  ]);
});
