import { addDays } from "#kernel/local-date.ts";
import type { AvailabilityQuery } from "#modules/calendar/index.ts";

import { NOW, SERVICES, TODAY } from "./salon.ts";

const FIRST_DAYS = 24;

/**
 * Every query for this many days: each service, starting on each of the next days. There are more of them
 * than the product caches answers, so that each is computed when they are asked in turn. All are within the
 * days that have visits.
 */
export function questions(days: number): readonly AvailabilityQuery[] {
  return SERVICES.flatMap((serviceId) =>
    Array.from({ length: FIRST_DAYS }, (_, i) => {
      const from = addDays(TODAY, i);
      return { serviceId, from, to: addDays(from, days - 1), now: NOW };
    }),
  );
}

/** These queries, one after the other, over and over. */
export function queries(days: number): () => AvailabilityQuery {
  return inTurn(questions(days));
}

/** Returns the things one after the other, over and over. */
export function inTurn<T>(things: readonly T[]): () => T {
  let count = 0;
  return () => things[(count += 1) % things.length]!;
}
