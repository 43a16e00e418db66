import fc from "fast-check";

import { type Instant, MINUTE } from "#kernel/instant.ts";
import {
  type CountedPart,
  type Occupied,
  type OccupiedBySubject,
  planFootprint,
  type ServiceRules,
} from "#modules/calendar/index.ts";

/** The people and things that can be busy in the random calendars. */
export const STAFF = ["mia", "ana", "zoe"] as const;
export const RESOURCES = ["chair", "room"] as const;

const minutes = (max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: max / 5 }).map((five) => five * 5);

/** A row in the days around the date, with few owners and claims, so that rows interact. */
function rowNear(from: Instant): fc.Arbitrary<Occupied> {
  return fc
    .record({
      start: fc.oneof(
        fc.integer({ min: -24 * 12, max: 72 * 12 }).map((five) => from + five * 5 * MINUTE),
        // Round hours, so that rows often touch or start together.
        fc.integer({ min: 8, max: 20 }).map((hour) => from + hour * 60 * MINUTE),
      ),
      length: fc.oneof(
        { weight: 9, arbitrary: minutes(180) },
        { weight: 6, arbitrary: fc.constantFrom(60, 120) },
        { weight: 2, arbitrary: fc.constantFrom(7, 15) },
        { weight: 1, arbitrary: fc.constant(26 * 60) },
      ),
      oddMilliseconds: fc.constantFrom(0, 0, 0, 0, 20_000, -1),
      owner: fc.integer({ min: 0, max: 8 }),
    })
    .map(({ start, length, oddMilliseconds, owner }) => ({
      start,
      end: start + Math.max(5, length) * MINUTE + oddMilliseconds,
      claim: `owner-${owner}`,
      ownerId: `owner-${owner}`,
      seats: 1,
    }));
}

export type Taking = {
  readonly rows: readonly (readonly [subject: string, row: Occupied])[];
  readonly classes: readonly ClassSeat[];
};
type ClassSeat = {
  readonly staff: string;
  readonly start: Instant;
  readonly seats: number;
  readonly odd: "as it was longer once" | "only in part" | undefined;
  readonly owner: number;
};

/** Occupancies in the days after an instant, before their service is chosen. */
export function takingNear(from: Instant): fc.Arbitrary<Taking> {
  const subject = fc.constantFrom(...STAFF, "chair", "chair", "room");
  return fc.record({
    rows: fc.oneof(
      fc.array(fc.tuple(subject, rowNear(from)), { maxLength: 4 }),
      fc.array(fc.tuple(subject, rowNear(from)), { maxLength: 24 }),
    ),
    classes: fc.array(
      fc.record({
        staff: fc.constantFrom(...STAFF),
        start: fc.integer({ min: 16, max: 40 }).map((half) => from + half * 30 * MINUTE),
        seats: fc.integer({ min: 1, max: 2 }),
        odd: fc.constantFrom(undefined, undefined, undefined, "as it was longer once", "only in part"),
        owner: fc.integer({ min: 0, max: 8 }),
      }),
      { maxLength: 8 },
    ),
  });
}

/** Visits in the week around an instant, some of several parts, with possible repeats. */
export function visitsNear(from: Instant): fc.Arbitrary<CountedPart[]> {
  const part = fc.record({
    serviceId: fc.constantFrom("cut", "cut", "wash"),
    staffId: fc.constantFrom(...STAFF),
  });
  const visit = fc.record({
    // Often on the same day, and often around its midnights.
    minutes: fc.oneof(
      fc.integer({ min: -6 * 96, max: 8 * 96 }).map((quarter) => quarter * 15),
      fc.integer({ min: -2, max: 98 }).map((quarter) => quarter * 15),
    ),
    parts: fc.oneof(
      { weight: 4, arbitrary: fc.array(part, { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.array(part, { minLength: 2, maxLength: 3 }) },
    ),
  });
  return fc
    .array(visit, { maxLength: 12 })
    .map((visits) =>
      visits.flatMap(({ minutes: after, parts }, i) =>
        parts.map((one) => ({ ...one, ownerId: `owner-${i}`, start: from + after * MINUTE })),
      ),
    );
}

/** The rows of these occupancies, with classes of this service. */
export function occupiedBy(taking: Taking, service: ServiceRules): OccupiedBySubject {
  const seats = service.capacity === 1 ? [] : taking.classes.flatMap((seat) => rowsOfSeat(seat, service));
  const all = Map.groupBy([...taking.rows, ...seats], ([subject]) => subject);
  return new Map(
    [...all].map(([subject, rows]) => [
      subject,
      rows.map(([, row]) => row).toSorted((a, b) => a.start - b.start),
    ]),
  );
}

function rowsOfSeat(seat: ClassSeat, service: ServiceRules): (readonly [string, Occupied])[] {
  const visit = {
    serviceId: service.id,
    staffId: seat.staff,
    start: seat.start,
    ownerId: `owner-${seat.owner}`,
    seats: seat.seats,
  };
  const { rows } = planFootprint(service, visit);
  const longer = seat.odd === "as it was longer once" ? 15 * MINUTE : 0;
  return (seat.odd === "only in part" ? rows.slice(0, 1) : rows).map(
    ({ subjectId, start, end, claim, seats, ownerId }) => [
      subjectId,
      { start, end: end + longer, claim, seats, ownerId },
    ],
  );
}
