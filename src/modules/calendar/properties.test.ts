import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { overlaps } from "#kernel/interval.ts";
import { addDays } from "#kernel/local-date.ts";
import { withVisits } from "#test/calendar/builders.ts";
import { compareWithOracle } from "#test/calendar/compare-with-oracle.ts";
import { type RandomCase, randomCase } from "#test/calendar/random-calendars.ts";

import { planFootprint } from "./footprint.ts";
import { judgeStart } from "./judge-start.ts";
import { planAvailability } from "./plan-availability.ts";
import { planReadSpan, planStartSpan } from "./reach.ts";
import type { Availability, CalendarRules, Occupied, OccupiedBySubject, Slot } from "./rules.ts";

const SEED = 20260308;

function check(cases: number, property: (one: RandomCase) => void): void {
  fc.assert(fc.property(randomCase, property), { numRuns: cases, seed: SEED });
}

function slotsOf(one: RandomCase): readonly Slot[] {
  return planned(one).slots;
}

function planned({ rules, occupied, visits, query }: RandomCase): Availability {
  return planAvailability(rules, withVisits(rules, occupied, query, visits), query);
}

function judged(
  { rules, occupied, visits, query: { from: _, to: __, ...query } }: RandomCase,
  start: number,
) {
  const date = rules.zone.localDateOf(start);
  const taken = withVisits(rules, occupied, { ...query, from: date, to: date }, visits);
  return judgeStart(rules, taken, { ...query, start });
}

describe("on random calendars, availability", () => {
  it("is what an oracle that looks at every minute says", () => {
    const seen = compareWithOracle({ cases: 200, seed: SEED });
    expect(seen.cases).toBe(200);
    expect(seen.withSlots).toBeGreaterThan(50);
  });

  it("lists a start exactly if it can be booked, with the same people and seats", () => {
    check(25, (one) => {
      const { from, to } = one.query;
      const bookable: Slot[] = [];
      const first = one.rules.zone.startOfDay(from) - 90 * MINUTE;
      const end = one.rules.zone.startOfDay(addDays(to, 1)) + 90 * MINUTE;
      for (let start = first; start < end; start += MINUTE) {
        const date = one.rules.zone.localDateOf(start);
        const verdict = judged(one, start);
        if (!verdict.offered || date < from || date > to) continue;
        bookable.push({ start, end: verdict.end, staffIds: verdict.staffIds, seatsLeft: verdict.seatsLeft });
      }
      expect(bookable).toEqual(slotsOf(one));
    });
  });

  it("never lets two footprints overlap, whichever listed slots are booked", () => {
    fc.assert(
      fc.property(randomCase, fc.infiniteStream(fc.nat()), (one, picks) => {
        let { occupied } = one;
        const visits = [...one.visits];
        for (let booking = 0; booking < 12; booking += 1) {
          const slots = slotsOf({ ...one, occupied, visits });
          const slot = slots[picks.next().value % slots.length];
          if (slot === undefined) return;
          const staffId = slot.staffIds[picks.next().value % slot.staffIds.length] ?? "";
          const seats = one.query.seats ?? 1;
          const service = one.rules.services.get("cut")!;
          const visit = { serviceId: "cut", staffId, start: slot.start, ownerId: `new-${booking}`, seats };
          const { rows } = planFootprint(service, visit);
          const refused = rows.filter(
            (row) => !fits(one.rules, row, live(occupied, row.subjectId, one.query.ignoreOwner)),
          );
          expect(refused).toEqual([]);
          occupied = withRows(occupied, rows);
          visits.push({ ...visit, start: slot.start });
        }
      }),
      { numRuns: 120, seed: SEED },
    );
  });

  it("is the same for a month as for each of its days", () => {
    check(60, (one) => {
      const days = [one.query.from, addDays(one.query.from, 1), addDays(one.query.from, 2)];
      const together = slotsOf({ ...one, query: { ...one.query, to: addDays(one.query.from, 2) } });
      const apart = days.flatMap((day) => slotsOf({ ...one, query: { ...one.query, from: day, to: day } }));
      expect(apart.toSorted((a, b) => a.start - b.start)).toEqual(together);
    });
  });

  it("does not depend on the order of what it is given", () => {
    check(80, (one) => {
      const reversed = planned({
        ...one,
        rules: inReverse(one.rules),
        occupied: rowsInReverse(one.occupied),
        visits: one.visits.toReversed(),
      });
      const slots = reversed.slots.map((slot) => ({ ...slot, staffIds: slot.staffIds.toReversed() }));
      expect({ ...reversed, slots }).toEqual(planned(one));
    });
  });

  it("changes nothing that it is given", () => {
    check(40, (one) => {
      const frozen = {
        visits: frozenCopy(one.visits),
        rules: frozenCopy(one.rules),
        occupied: frozenCopy(one.occupied),
        query: frozenCopy(one.query),
      };
      expect(slotsOf(frozen)).toEqual(slotsOf(one));
    });
  });

  it("needs only the rows of its read span", () => {
    check(120, (one) => {
      const span = planReadSpan(one.rules, one.query);
      const read = new Map(
        [...one.occupied].map(([id, rows]) => [id, span ? rows.filter((row) => overlaps(row, span)) : []]),
      );
      expect(slotsOf({ ...one, occupied: read })).toEqual(slotsOf(one));
    });
  });

  it("judges a start by the rows of its own span alone", () => {
    let offered = 0;
    check(120, (one) => {
      const { from, to: _, ...query } = one.query;
      const first = one.rules.zone.startOfDay(from);
      for (let start = first; start < first + 24 * 60 * MINUTE; start += 15 * MINUTE) {
        const date = one.rules.zone.localDateOf(start);
        const span = planStartSpan(one.rules, { ...query, from: date, to: date }, start);
        const read = new Map(
          [...one.occupied].map(([id, rows]) => [id, span ? rows.filter((row) => overlaps(row, span)) : []]),
        );
        const verdict = judged(one, start);
        expect(judged({ ...one, occupied: read }, start)).toEqual(verdict);
        if (verdict.offered) offered += 1;
      }
    });
    expect(offered).toBeGreaterThan(100);
  });

  it("stays the same until `validUntil`, and is still listed without what time took", () => {
    check(80, (one) => {
      const now = planned(one);
      expect(now.validUntil).toBeGreaterThan(one.query.now);
      const last = { ...one.query, now: now.validUntil - 1 };
      expect(slotsOf({ ...one, query: last })).toEqual(now.slots);
      const [first] = now.slots;
      if (
        first === undefined ||
        now.validUntil >= one.rules.zone.startOfDay(addDays(one.rules.zone.localDateOf(one.query.now), 1))
      )
        return;
      const then = planned({ ...one, query: { ...one.query, now: now.validUntil } });
      expect(then.slots).toEqual(now.slots.slice(1));
    });
  });
});

function live(occupied: OccupiedBySubject, id: string, ignoreOwner: string | undefined): readonly Occupied[] {
  return (occupied.get(id) ?? []).filter((row) => ignoreOwner === undefined || row.ownerId !== ignoreOwner);
}

type Row = ReturnType<typeof planFootprint>["rows"][number];

/** What the database's triggers require of a new row. */
function fits(rules: CalendarRules, row: Row, others: readonly Occupied[]): boolean {
  const meeting = others.filter((other) => overlaps(other, row));
  if (row.subjectKind === "staff") {
    const seats = meeting.reduce((sum, other) => sum + other.seats, row.seats);
    return seats <= row.capacity && meeting.every((other) => isSameClass(other, row));
  }
  const quantity = rules.resources.get(row.subjectId)?.quantity ?? 0;
  const moments = [row.start, ...meeting.map((other) => other.start).filter((start) => start > row.start)];
  return moments.every((at) => {
    const present = meeting.filter(
      (other) => other.start <= at && at < other.end && other.claim !== row.claim,
    );
    return new Set(present.map((other) => other.claim)).size < quantity;
  });
}

function isSameClass(a: Occupied, b: Occupied): boolean {
  return a.claim === b.claim && a.start === b.start && a.end === b.end;
}

function withRows(occupied: OccupiedBySubject, rows: readonly Row[]): OccupiedBySubject {
  const all = new Map(occupied);
  for (const row of rows) {
    const known = all.get(row.subjectId) ?? [];
    all.set(
      row.subjectId,
      [...known, row].toSorted((a, b) => a.start - b.start),
    );
  }
  return all;
}

function inReverse(rules: CalendarRules): CalendarRules {
  return {
    ...rules,
    hours: Object.fromEntries(
      Object.entries(rules.hours)
        .map(([day, windows]) => [day, windows.toReversed()])
        .toReversed(),
    ),
    overrides: new Map([...rules.overrides].toReversed()),
    services: new Map([...rules.services].toReversed()),
    staff: rules.staff.toReversed(),
    resources: new Map([...rules.resources].toReversed()),
  };
}

function rowsInReverse(occupied: OccupiedBySubject): OccupiedBySubject {
  return new Map([...occupied].toReversed().map(([id, rows]) => [id, rows.toReversed()]));
}

/** A deeply frozen copy, collections included. */
function frozenCopy<T>(value: T): T {
  if (value instanceof Map)
    return refusing(new Map([...value].map(([key, one]) => [key, frozenCopy(one)])), "set") as T;
  if (value instanceof Set) return refusing(new Set(value), "add") as T;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as T;
  if (value === null || typeof value !== "object" || Object.isFrozen(value)) return value;
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([key, one]) => [key, frozenCopy(one)])),
  ) as T;
}

function refusing<T extends object>(collection: T, adder: string): T {
  const refuse = (): never => {
    throw new Error("This must not be changed");
  };
  return Object.assign(collection, { [adder]: refuse, delete: refuse, clear: refuse });
}
