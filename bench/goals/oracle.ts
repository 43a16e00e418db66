import { compareWithOracle } from "#test/calendar/compare-with-oracle.ts";

import type { Goal } from "../goal.ts";

/** G6: the engine agrees with the simplest possible one. */
export const oracle: Goal = {
  ids: ["G6"],
  title: "Equal to a brute-force oracle",
  measure: ({ quick }) => {
    const { cases, withSlots, slots } = compareWithOracle({ cases: quick ? 200 : 2_000, seed: 20_260_302 });
    const what = "random cases that differ from the oracle";
    // The first difference throws, with the smallest case that shows it.
    const detail = `${cases} cases, ${withSlots} with slots, ${slots} slots`;
    return [{ goal: "G6", what, figure: 0, unit: "", limit: { atMost: 0 }, detail }];
  },
};
