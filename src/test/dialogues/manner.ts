import type { Chance } from "#test/proof/chance.ts";

import type { Hand } from "./noise.ts";

/** A customer's habits. */
export type Manner = {
  readonly hand: Hand;
  /** Whether they say everything at once, or one thing at a time. */
  readonly opens: "all" | "little";
  readonly picks: "button" | "ordinal" | "time";
  readonly saysYes: "words" | "button";
};

/** Habits drawn at random; the common ones are listed more than once. */
export function mannerOf(chance: Chance): Manner {
  return {
    hand: chance.oneOf(["careful", "hasty", "hasty", "spoken"]),
    opens: chance.oneOf(["all", "all", "little"]),
    picks: chance.oneOf(["button", "ordinal", "time"]),
    saysYes: chance.oneOf(["words", "words", "button"]),
  };
}
