import type { Instant } from "#kernel/instant.ts";
import { type Candidate, type FairChoice, planFairChoice } from "#modules/calendar/plan-fair-choice.ts";

import type { ServiceWish } from "./prepare-part.ts";
import type { SequencePlan } from "./plan-sequences.ts";

/** Why this person serves a part of a visit. */
export type PartChoice = {
  readonly rule: "requested" | "same_person" | FairChoice["rule"];
  /** Everyone who was available, in order of preference. */
  readonly among: readonly string[];
};

/** One part of a visit and the person who serves it. */
export type CastPart = {
  readonly serviceId: string;
  readonly staffId: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly choice: PartChoice;
};

/**
 * Assigns a person to each part (SCHEDULING rule 8): the one who was asked for; else whoever serves the part
 * before, since customers like to stay with one person; else by the fair order, for which `candidates`
 * supplies the standings.
 */
export function castSequence(
  plan: SequencePlan,
  items: readonly ServiceWish[],
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
  { staffId: asked, preferStaffId: preferred }: ServiceWish,
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
