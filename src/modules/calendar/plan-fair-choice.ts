import type { Instant } from "#kernel/instant.ts";

/** One of those who are free for the whole footprint. */
export type Candidate = {
  readonly staffId: string;
  /** Lower goes first. */
  readonly priority: number;
  /** When this person was last given a visit that still counts (cancelled and no-show visits do not). */
  readonly lastBookedAt: Instant | null;
  /** When they joined or came back from leave: from then on they stand level with their colleagues. */
  readonly levelFrom: Instant;
};

/** Who it is, and what decided: to be recorded with the visit. */
export type FairChoice = {
  readonly staffId: string;
  readonly rule: "only_one_free" | "priority" | "least_recently_booked" | "tie_by_id";
  /** Everyone who was free, in the order in which they would have been asked. */
  readonly among: readonly string[];
};

/**
 * Who serves a customer who asked for nobody in particular (SCHEDULING rule 8): by priority, then least
 * recently booked, then id. At least one must be free.
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
