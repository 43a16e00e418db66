import { describe, expect, test } from "vitest";

import { explain } from "#db/explain.ts";
import { DAY, HOUR, type Instant } from "#kernel/instant.ts";
import { findAvailability } from "#modules/calendar/index.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { bookSlot } from "./book-slot.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { visitsAhead } from "./customer-limit.ts";
import { holdSlot } from "./hold-slot.ts";
import { markInside } from "./mark-booking.ts";
import { moveBooking } from "./move-booking.ts";
import { bookAsOwner } from "./owner-book.ts";
import { moveAsOwner } from "./owner-commands.ts";

const OWNER = { kind: "person", id: "owner", channel: "api" } as const;
const ANA = { name: "Ana Ruiz", email: "ana@example.com" };
const ZOE = { name: "Zoe Lang", email: "zoe@example.com" };
/** 9:00 in New York. */
const MONDAY = at("2026-03-09T13:00:00Z");
const TUESDAY = MONDAY + DAY;

function luna(limits: object): Salon {
  return aSalon({ policies: { limits } }).offers("cut").employs("mia", ["cut"]).employs("noor", ["cut"]);
}

function book(salon: Salon, start: Instant, customer: typeof ANA | { id: string } = ANA) {
  return bookSlot(salon.ctx(), { serviceId: "cut", start, customer, source: "page" });
}

function uidOf(made: ReturnType<typeof book>): string {
  if (made.outcome !== "booked") throw new Error(made.outcome);
  return made.booking.row.uid;
}

function listed(salon: Salon, date: "2026-03-09" | "2026-03-10"): number {
  const query = { serviceId: "cut", from: date, to: date, now: salon.clock.now() };
  return findAvailability(salon.db, query).slots.length;
}

describe("a limit on visits a day", () => {
  test("closes the date for listing, holding, booking and moving alike, and offers other dates", () => {
    const salon = luna({ per_day: 1 });
    const uid = uidOf(book(salon, TUESDAY));
    expect(listed(salon, "2026-03-10")).toBe(0);
    const refused = book(salon, TUESDAY + HOUR, ZOE);
    expect(refused).toMatchObject({ outcome: "limit_reached" });
    const offered = "alternatives" in refused ? refused.alternatives : [];
    expect(offered).toHaveLength(3);
    expect(offered.every((slot) => Math.abs(slot.start - TUESDAY - HOUR) > 10 * HOUR)).toBe(true);
    expect(holdSlot(salon.ctx(), { serviceId: "cut", start: TUESDAY + HOUR })).toMatchObject({
      outcome: "limit_reached",
    });
    const other = uidOf(book(salon, MONDAY, ZOE));
    expect(moveBooking(salon.ctx(), other, { start: TUESDAY + HOUR })).toMatchObject({
      outcome: "limit_reached",
    });
    // The existing visit may move within its own date.
    expect(moveBooking(salon.ctx(), uid, { start: TUESDAY + HOUR })).toMatchObject({ outcome: "moved" });
  });

  test("is open again once the visit is cancelled, or its customer did not come", () => {
    const salon = luna({ per_day: 1 });
    cancelBooking(salon.ctx(), uidOf(book(salon, MONDAY)), {});
    const missed = uidOf(book(salon, MONDAY));
    expect(listed(salon, "2026-03-09")).toBe(0);
    salon.clock.advance(MONDAY + HOUR - salon.clock.now());
    salon.db.write((tx) => void markInside(salon.ctx(OWNER), tx, missed, "no_show"));
    expect(listed(salon, "2026-03-09")).toBeGreaterThan(0);
  });

  test("counts a hold until it expires, and the holder of the last place may book it", () => {
    const salon = luna({ per_day: 1 });
    const held = holdSlot(salon.ctx(), { serviceId: "cut", start: MONDAY });
    if (held.outcome !== "held") throw new Error(held.outcome);
    expect(listed(salon, "2026-03-09")).toBe(0);
    expect(book(salon, MONDAY + HOUR)).toMatchObject({ outcome: "limit_reached" });
    const wish = { serviceId: "cut", start: MONDAY, holdId: held.hold.id, customer: ANA } as const;
    expect(bookSlot(salon.ctx(), { ...wish, source: "page" })).toMatchObject({ outcome: "booked" });
    holdSlot(salon.ctx(), { serviceId: "cut", start: TUESDAY });
    expect(listed(salon, "2026-03-10")).toBe(0);
    salon.clock.advance(HOUR);
    expect(listed(salon, "2026-03-10")).toBeGreaterThan(0);
  });

  test("gives the last place to exactly one of fifty", () => {
    const salon = luna({ per_day: 3 });
    const outcomes = Array.from(
      { length: 50 },
      (_, i) => book(salon, MONDAY + (i % 14) * (HOUR / 2)).outcome,
    );
    expect(outcomes.filter((outcome) => outcome === "booked")).toHaveLength(3);
  });
});

describe("the owner's override of limits", () => {
  test("books and moves past them with a warning, and never over another visit", () => {
    const salon = luna({ per_day: 1, per_week: 1, active_per_customer: 1 });
    uidOf(book(salon, MONDAY));
    const ctx = salon.ctx(OWNER);
    const wish = { serviceId: "cut", start: MONDAY + HOUR, customer: ANA };
    expect(bookAsOwner(ctx, undefined, wish)).toMatchObject({ outcome: "limit_reached" });
    const booked = bookAsOwner(ctx, undefined, { ...wish, override: true });
    if (booked.outcome !== "booked") throw new Error(booked.outcome);
    expect(booked.warnings).toEqual(["over_visit_limit", "over_customer_limit"]);
    const toTuesday = { start: TUESDAY, override: true };
    expect(moveAsOwner(ctx, booked.record.uid, toTuesday, {})).toMatchObject({
      warnings: ["over_visit_limit"],
    });
    for (const staffId of ["mia", "noor"])
      bookAsOwner(ctx, undefined, { ...wish, staffId, customer: ZOE, override: true });
    expect(bookAsOwner(ctx, undefined, { ...wish, override: true })).toMatchObject({ outcome: "taken" });
  });
});

describe("active visits per customer", () => {
  test("are counted once the customer is known, and nothing is written for a customer who has too many", () => {
    const salon = luna({ active_per_customer: 2 });
    const first = uidOf(book(salon, MONDAY));
    uidOf(book(salon, TUESDAY));
    expect(book(salon, TUESDAY + HOUR)).toEqual({ outcome: "customer_limit", most: 2 });
    expect(book(salon, TUESDAY + HOUR, ZOE).outcome).toBe("booked");
    // Moving a visit adds none; one that is cancelled or over no longer counts.
    expect(moveBooking(salon.ctx(), first, { start: MONDAY + HOUR }).outcome).toBe("moved");
    cancelBooking(salon.ctx(), first, {});
    expect(book(salon, MONDAY).outcome).toBe("booked");
    salon.clock.advance(MONDAY + 1 - salon.clock.now());
    expect(book(salon, MONDAY + 2 * HOUR).outcome).toBe("booked");
  });

  test("are limited for the holder of a slot too", () => {
    const salon = luna({ active_per_customer: 1 });
    uidOf(book(salon, MONDAY));
    const held = holdSlot(salon.ctx(), { serviceId: "cut", start: TUESDAY });
    if (held.outcome !== "held") throw new Error(held.outcome);
    const wish = { serviceId: "cut", start: TUESDAY, holdId: held.hold.id, source: "page" } as const;
    expect(bookSlot(salon.ctx(), { ...wish, customer: ANA }).outcome).toBe("customer_limit");
    expect(bookSlot(salon.ctx(), { ...wish, customer: ZOE }).outcome).toBe("booked");
  });

  test("are counted without reading history", () => {
    expect(explain(aSalon().db, visitsAhead({ customer: "ana", now: 0 }))).toEqual([
      expect.stringMatching(
        /SEARCH bookings USING INDEX bookings_by_customer \(customer_id=\? AND start_at>\?\)/,
      ),
    ]);
  });
});
