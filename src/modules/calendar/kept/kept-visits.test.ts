import { describe, expect, test } from "vitest";

import { explain } from "#db/explain.ts";
import { splitMix32 } from "#kernel/ids.ts";
import { DAY, type Instant } from "#kernel/instant.ts";
import { bookSlot, cancelBooking, holdSlot, moveBooking } from "#modules/booking/index.ts";
import { BUSINESS } from "#modules/calendar/limits.ts";
import { calendarRules } from "#modules/calendar/load-rules.ts";
import { bookedIn, heldIn, offeredIn, readVisits } from "#modules/calendar/read-visits.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { keptVisits } from "./kept-visits.ts";

const ANA = { name: "Ana Ruiz", email: "ana@example.com" };
const MONDAY = at("2026-03-09T13:00:00Z");
const LIMIT = JSON.stringify({ per_day: 9, per_week: 40 });

function luna(): Salon {
  return aSalon({ policies: { limits: { per_day: 20, per_week: 80 } } })
    .offers("cut", { slot_interval_minutes: 30, limits: LIMIT })
    .employs("mia", ["cut"], { limits: LIMIT })
    .employs("noor", ["cut"]);
}

function days(salon: Salon, from: Instant, count: number) {
  const fromDay = calendarRules(salon.db).zone.dayOf(from);
  return { fromDay, toDay: fromDay + count - 1 };
}

/** The counts of these days, for everything that has a limit. */
function countsOf(salon: Salon, from: Instant, count: number, how: "kept" | "read") {
  const { db, clock } = salon;
  const wanted = days(salon, from, count);
  const now = clock.now();
  const rules = calendarRules(db);
  const visits =
    how === "kept" ? keptVisits(db, rules, wanted, now).visits : readVisits(db, rules, wanted, { now });
  return [...visits.counts].map(([scope, all]) => {
    const first = wanted.fromDay - visits.fromDay;
    return [scope, Array.from(all).slice(first, first + count)] as const;
  });
}

function book(salon: Salon, start: Instant): string {
  const made = bookSlot(salon.ctx(), { serviceId: "cut", start, customer: ANA, source: "page" });
  if (made.outcome !== "booked") throw new Error(made.outcome);
  return made.booking.row.uid;
}

const countOn = (salon: Salon, day: Instant): number | undefined =>
  new Map(countsOf(salon, day, 1, "kept")).get(BUSINESS)?.[0];

describe("cached counts of visits", () => {
  test("equal those of the file, for any queries in any order, while it changes", () => {
    const salon = luna();
    const next = splitMix32(23);
    let counted = 0;
    for (let round = 0; round < 60; round += 1) {
      const day = MONDAY + (next() % 28) * DAY;
      if (round % 3 === 0)
        bookSlot(salon.ctx(), { serviceId: "cut", start: day, customer: ANA, source: "page" });
      if (round % 7 === 0) holdSlot(salon.ctx(), { serviceId: "cut", start: day });
      if (round % 5 === 0) salon.clock.advance(120_000);
      const [from, count] = [MONDAY + (next() % 30) * DAY, 1 + (next() % 40)];
      const kept = countsOf(salon, from, count, "kept");
      expect(kept).toEqual(countsOf(salon, from, count, "read"));
      counted += kept.flatMap(([, all]) => all).reduce((sum, one) => sum + one, 0);
    }
    expect(counted).toBeGreaterThan(200);
  });

  test("reflect booking, moving and cancelling immediately", () => {
    const salon = luna();
    const uid = book(salon, MONDAY);
    expect([countOn(salon, MONDAY), countOn(salon, MONDAY + DAY)]).toEqual([1, 0]);
    moveBooking(salon.ctx(), uid, { start: MONDAY + DAY });
    expect([countOn(salon, MONDAY), countOn(salon, MONDAY + DAY)]).toEqual([0, 1]);
    cancelBooking(salon.ctx(), uid, {});
    expect([countOn(salon, MONDAY), countOn(salon, MONDAY + DAY)]).toEqual([0, 0]);
  });

  test("drop a hold at the moment it expires", () => {
    const salon = luna();
    const held = holdSlot(salon.ctx(), { serviceId: "cut", start: MONDAY });
    if (held.outcome !== "held") throw new Error(held.outcome);
    salon.clock.advance(held.hold.expiresAt - salon.clock.now() - 1);
    expect(countOn(salon, MONDAY)).toBe(1);
    salon.clock.advance(1);
    expect(countOn(salon, MONDAY)).toBe(0);
  });

  test("are counted without reading history", () => {
    const { db } = luna();
    const span = { from: 0, to: 1, now: 0 };
    expect(explain(db, bookedIn(span))).toEqual([
      expect.stringMatching(
        /SEARCH visit USING COVERING INDEX bookings_by_start \(start_at>\? AND start_at<\?\)/,
      ),
      expect.stringMatching(/SEARCH part USING PRIMARY KEY \(booking_uid=\?\)/),
    ]);
    expect(explain(db, heldIn(span))).toEqual([
      expect.stringMatching(/SEARCH holds USING INDEX holds_by_expiry \(expires_at>\?\)/),
      expect.stringMatching(/SCAN part VIRTUAL TABLE/),
    ]);
    // Few are open at a time.
    expect(explain(db, offeredIn(span))).toEqual([
      expect.stringMatching(/SCAN waitlist_offers USING INDEX waitlist_offers_by_expiry/),
    ]);
  });
});
