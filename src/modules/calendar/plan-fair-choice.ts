import type { Instant } from "#kernel/instant.ts";

/** Somebody who is free for the whole footprint. */
export type Candidate = {
  readonly staffId: string;
  /** Lower goes first. */
  readonly priority: number;
  /** When this person was last assigned a visit that still counts (cancelled visits and no-shows do not). */
  readonly lastBookedAt: Instant | null;
  /** When they joined or came back from leave: from then on they rank level with their colleagues. */
  readonly levelFrom: Instant;
};

/** The choice and the rule that decided it, recorded with the visit. */
export type FairChoice = {
  readonly staffId: string;
  readonly rule: "only_one_free" | "priority" | "least_recently_booked" | "tie_by_id";
  /** Everyone who was free, in order of preference. */
  readonly among: readonly string[];
};

/**
 * Chooses who serves a customer without a preference (SCHEDULING rule 8): by priority, then least recently
 * booked, then id. At least one person must be free.
 */
export function planFairChoice(free: readonly Candidate[]): FairChoice {
  const queue = free.toSorted(
    (a, b) => a.priority - b.priority || turn(a) - turn(b) || compareIds(a.staffId, b.staffId),
  );
  const [chosen, next] = queue;
  if (chosen === undefined) throw new RangeError("Nobody is free, so nobody can be chosen");
  return {
    staffId: chosen.staffId,
    rule: whatDecided(chosen, next),
    among: queue.map((candidate) => candidate.staffId),
  };
}

function whatDecided(chosen: Candidate, next: Candidate | undefined): FairChoice["rule"] {
  if (next === undefined) return "only_one_free";
  if (chosen.priority !== next.priority) return "priority";
  return turn(chosen) === turn(next) ? "tie_by_id" : "least_recently_booked";
}

function turn(candidate: Candidate): Instant {
  return Math.max(candidate.lastBookedAt ?? -Infinity, candidate.levelFrom);
}

function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
