import { describe, expect, test } from "vitest";

import { splitMix32 } from "#kernel/ids.ts";
import { DAY, HOUR, type Instant, MINUTE } from "#kernel/instant.ts";
import { intersectSpans, minuteFrom, minuteUntil } from "#kernel/spans.ts";
import { bookSlot, cancelBooking, holdSlot } from "#modules/booking/index.ts";
import { readTimes } from "#modules/calendar/occupied.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { keptTimes } from "./kept-times.ts";

const ANA = { name: "Ana Ruiz", email: "ana@example.com" };
const STAFF = ["mia", "noor"];
const MONDAY = at("2026-03-09T13:00:00Z");

function luna(): Salon {
  const salon = aSalon().offers("cut", { slot_interval_minutes: 30 });
  return STAFF.reduce((so, id) => so.employs(id, ["cut"]), salon);
}

/** The kept times and those in the file, for the same span. */
function both({ db, clock }: Salon, start: Instant, end: Instant, staff = STAFF) {
  const span = { start, end };
  const cut = (times: ReadonlyMap<string, readonly number[]>) =>
    staff.map((id) => intersectSpans(times.get(id) ?? [], [minuteUntil(start), minuteFrom(end)]));
  const kept = keptTimes(db, staff, span, clock.now());
  return {
    kept: cut(kept.times),
    read: cut(readTimes(db, staff, span, clock.now())),
    until: kept.validUntil,
  };
}

function book(salon: Salon, start: Instant): string {
  const made = bookSlot(salon.ctx(), { serviceId: "cut", start, customer: ANA, source: "page" });
  if (made.outcome !== "booked") throw new Error(made.outcome);
  return made.booking.row.uid;
}

describe("cached busy times", () => {
  test("equal those of the file, for any queries in any order, while it changes", () => {
    const salon = luna();
    const next = splitMix32(11);
    let busy = 0;
    for (let round = 0; round < 60; round += 1) {
      const day = MONDAY + (next() % 28) * DAY;
      if (round % 3 === 0)
        bookSlot(salon.ctx(), { serviceId: "cut", start: day, customer: ANA, source: "page" });
      const start = MONDAY + (next() % 30) * DAY - (next() % 30) * HOUR;
      const staff = next() % 2 === 0 ? STAFF : STAFF.slice(1);
      const { kept, read } = both(salon, start, start + (1 + (next() % 40)) * DAY, staff);
      expect(kept).toEqual(read);
      busy += kept.flat().length;
    }
    expect(busy).toBeGreaterThan(100);
  });

  test("equal those of the file, forwards and backwards through more than a year", () => {
    const salon = luna();
    const monday = (week: number) => MONDAY + week * 7 * DAY;
    for (const week of [0, 1, 3, 8]) book(salon, monday(week));
    for (const week of [0, 1, 3, 8, 45, 44, 30, 2, 0, 29, 1]) {
      const { kept, read } = both(salon, monday(week), monday(week + 1), week % 2 === 0 ? STAFF : ["noor"]);
      expect(kept).toEqual(read);
    }
  });

  test("reflect a booking and its cancellation immediately", () => {
    const salon = luna();
    const week = () => both(salon, MONDAY - DAY, MONDAY + 6 * DAY).kept.flat();
    expect(week()).toEqual([]);
    const uid = book(salon, MONDAY);
    expect(week()).toEqual([MONDAY / MINUTE, MONDAY / MINUTE + 30]);
    cancelBooking(salon.ctx(), uid, {});
    expect(week()).toEqual([]);
  });

  test("drop a hold at the moment it expires, and say when that is", () => {
    const salon = luna();
    holdSlot(salon.ctx(), { serviceId: "cut", start: MONDAY });
    const held = both(salon, MONDAY, MONDAY + DAY);
    expect(held.kept.flat()).toHaveLength(2);
    salon.clock.advance(held.until - salon.clock.now() - 1);
    expect(both(salon, MONDAY, MONDAY + DAY).kept.flat()).toHaveLength(2);
    salon.clock.advance(1);
    expect(both(salon, MONDAY, MONDAY + DAY)).toEqual({ kept: [[], []], read: [[], []], until: Infinity });
  });

  test("are not split at the ends of weeks", () => {
    const salon = luna();
    const thursday = at("2026-03-12T00:00:00Z");
    salon.db.write((tx) => {
      tx.run({
        sql: `insert into occupancies (subject_kind, subject_id, kind, owner_id, claim, start_at, end_at)
          values ('staff', 'mia', 'absence', 'away', 'away', ?, ?)`,
        parameters: [thursday - HOUR, thursday + HOUR],
      });
    });
    const { times } = keptTimes(
      salon.db,
      STAFF,
      { start: thursday - DAY, end: thursday + DAY },
      salon.clock.now(),
    );
    expect(times.get("mia")).toEqual([(thursday - HOUR) / MINUTE, (thursday + HOUR) / MINUTE]);
  });
});
