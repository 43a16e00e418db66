import { addDays } from "#kernel/local-date.ts";
import type { AvailabilityQuery } from "#modules/calendar/index.ts";

import { NOW, SERVICES, TODAY } from "./salon.ts";

const FIRST_DAYS = 24;

/**
 * Every question about so many days: each service from each of the next days on. They are more than the
 * product keeps answers for, so that, asked in turn, each is computed. All are within the days that have visits.
 */
export function questions(days: number): readonly AvailabilityQuery[] {
  return SERVICES.flatMap((serviceId) =>
    Array.from({ length: FIRST_DAYS }, (_, i) => {
      const from = addDays(TODAY, i);
      return { serviceId, from, to: addDays(from, days - 1), now: NOW };
    }),
  );
}

/** The same, one after the other, over and over. */
export function queries(days: number): () => AvailabilityQuery {
  return inTurn(questions(days));
}

/** Hands the things out one after the other, over and over. */
export function inTurn<T>(things: readonly T[]): () => T {
  let count = 0;
  return () => things[(count += 1) % things.length]!;
}
