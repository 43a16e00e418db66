import fc from "fast-check";

import { MINUTE } from "#kernel/instant.ts";
import type {
  CalendarRules,
  CountedPart,
  OccupiedBySubject,
  SequenceQuery,
} from "#modules/calendar/index.ts";

import { type RandomCase, randomCase } from "./random-calendars.ts";
import { RESOURCES, STAFF } from "./random-occupied.ts";

/** A calendar, its occupancies, and a query for visits of several services. */
export type RandomSequence = {
  readonly rules: CalendarRules;
  readonly occupied: OccupiedBySubject;
  readonly visits: readonly CountedPart[];
  readonly query: SequenceQuery;
};

const minutes = fc.constantFrom(0, 0, 5, 10, 15, 25);

const wash = fc.record({
  bufferBeforeMinutes: minutes,
  bufferAfterMinutes: minutes,
  resourceIds: fc.oneof(fc.constant([]), fc.subarray([...RESOURCES])),
  minNoticeMinutes: fc.constantFrom(null, 30, 180),
  active: fc.constantFrom(...Array.from({ length: 15 }, () => true), false),
});

const skills = fc.array(fc.constantFrom(["cut", "wash"], ["cut", "wash"], ["cut"], ["wash"]), {
  minLength: 3,
  maxLength: 3,
});

const wishes = fc.array(
  fc.record({
    serviceId: fc.constantFrom("cut", "wash", "wash"),
    staffId: fc.constantFrom(...Array.from({ length: 10 }, () => undefined), "mia", "ana"),
  }),
  { minLength: 2, maxLength: 3 },
);

/** Short breaks during the day, which customers can wait out. */
const breaks = fc.array(
  fc.record({
    staffId: fc.constantFrom(...STAFF),
    minute: fc.integer({ min: 96, max: 240 }).map((five) => five * 5),
    minutes: fc.constantFrom(5, 10, 15, 20),
  }),
  { maxLength: 24 },
);

type Breaks = typeof breaks extends fc.Arbitrary<infer Some> ? Some : never;

/** The random calendars, but with skills chosen for several services. */
export const randomSequence: fc.Arbitrary<RandomSequence> = fc
  .tuple(randomCase, wash, skills, wishes, breaks)
  .map(([one, washing, does, items, pauses]) => ({
    occupied: withBreaks(one, pauses),
    visits: one.visits,
    rules: rulesOf(one, washing, does),
    query: queryOf(one, items),
  }));

function rulesOf(
  { rules }: RandomCase,
  washing: object,
  does: readonly (readonly string[])[],
): CalendarRules {
  const [cut, other] = [rules.services.get("cut")!, rules.services.get("wash")!];
  return {
    ...rules,
    services: new Map([
      ["cut", { ...cut, capacity: 1 }],
      ["wash", { ...other, ...washing, capacity: 1 }],
    ]),
    staff: rules.staff.map((person, i) => ({ ...person, serviceIds: new Set(does[i]) })),
  };
}

function withBreaks({ occupied, rules, query }: RandomCase, pauses: Breaks): OccupiedBySubject {
  const midnight = rules.zone.startOfDay(query.from);
  const all = new Map(occupied);
  for (const [i, { staffId, minute, minutes: length }] of pauses.entries()) {
    const start = midnight + minute * MINUTE;
    const row = { start, end: start + length * MINUTE, claim: `break-${i}`, ownerId: `break-${i}`, seats: 1 };
    const rows = [...(all.get(staffId) ?? []), row];
    all.set(
      staffId,
      rows.toSorted((a, b) => a.start - b.start),
    );
  }
  return all;
}

function queryOf({ query }: RandomCase, items: SequenceQuery["items"]): SequenceQuery {
  const { serviceId: _, staffId: __, anyStart: ___, seats: ____, ...rest } = query;
  return { ...rest, items };
}
