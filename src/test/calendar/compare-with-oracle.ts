import { deepStrictEqual } from "node:assert";

import fc from "fast-check";

import { planAvailability } from "#modules/calendar/index.ts";

import { withVisits } from "./builders.ts";
import { oracleSlots } from "./oracle.ts";
import { randomCase } from "./random-calendars.ts";

/** What a comparison has covered, to notice one that covered nothing. */
export type Compared = { readonly cases: number; readonly withSlots: number; readonly slots: number };

/**
 * Asks the engine and the oracle the same questions about random calendars. Throws with a minimal
 * counterexample if they differ. The same seed gives the same cases.
 */
export function compareWithOracle(options: { readonly cases: number; readonly seed: number }): Compared {
  const seen = { cases: 0, withSlots: 0, slots: 0 };
  const property = fc.property(randomCase, ({ rules, occupied, visits, query }) => {
    const { slots } = planAvailability(rules, withVisits(rules, occupied, query, visits), query);
    seen.cases += 1;
    seen.slots += slots.length;
    if (slots.length > 0) seen.withSlots += 1;
    deepStrictEqual(slots, oracleSlots(rules, { occupied, visits }, query));
  });
  fc.assert(property, { numRuns: options.cases, seed: options.seed });
  return seen;
}
