import type { Instant } from "#kernel/instant.ts";
import { type Candidate, type FairChoice, planFairChoice } from "#modules/calendar/plan-fair-choice.ts";

import type { ChainWish } from "./chain-links.ts";
import type { ChainPlan } from "./plan-chain.ts";

/** Why somebody serves a part of a visit. */
export type PartChoice = {
  readonly rule: "requested" | "same_person" | FairChoice["rule"];
  /** Everyone who could have, in the order in which they would have been asked. */
  readonly among: readonly string[];
};

/** A part of a visit with the person who serves it. */
export type CastPart = {
  readonly serviceId: string;
  readonly staffId: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly choice: PartChoice;
};

/**
 * Who serves which part (SCHEDULING rule 8): who was asked for; else whoever serves the part before, since
 * customers like to stay with somebody; else by the fair order. `candidates` tells how people stand in it.
 */
export function castChain(
  plan: ChainPlan,
  items: readonly ChainWish[],
  candidates: (staffIds: readonly string[]) => readonly Candidate[],
): CastPart[] {
  const cast: CastPart[] = [];
  for (const [i, part] of plan.parts.entries()) {
    const previous = cast.at(-1)?.staffId;
    const free = plan.staffFor(i, previous);
    const { staffId, ...choice } = choose(items[i]!, free, previous, candidates);
    cast.push({ ...part, staffId, choice });
  }
  return cast;
}

function choose(
  { staffId: asked, preferStaffId: preferred }: ChainWish,
  free: readonly string[],
  previous: string | undefined,
  candidates: (staffIds: readonly string[]) => readonly Candidate[],
): PartChoice & { readonly staffId: string } {
  const wanted = asked ?? preferred;
  if (wanted !== undefined && free.includes(wanted))
    return { rule: "requested", staffId: wanted, among: [wanted] };
  if (previous !== undefined && free.includes(previous))
    return { rule: "same_person", staffId: previous, among: free };
  return planFairChoice(candidates(free));
}
