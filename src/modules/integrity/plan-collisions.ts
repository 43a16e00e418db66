import type { Instant } from "#kernel/instant.ts";

/** A stretch of time taken from a person or a thing. */
export type Taken = {
  readonly subjectId: string;
  readonly ownerId: string;
  /** Seats of one class share a claim. */
  readonly claim: string;
  readonly seats: number;
  readonly capacity: number;
  readonly start: Instant;
  readonly end: Instant;
};

/** More taken at one instant than there is room for. */
export type Collision = {
  readonly subjectId: string;
  readonly at: Instant;
  readonly owners: readonly string[];
};

/**
 * Finds every start at which a person is in two places, or more units of a thing are taken than exist. A
 * sweep in order of start that shares no code with the triggers and the engine that should prevent this.
 * `quantities` holds the units of each thing; a subject that is not in it is a person.
 */
export function planCollisions(
  taken: readonly Taken[],
  quantities: ReadonlyMap<string, number>,
): Collision[] {
  return [...Map.groupBy(taken, (row) => row.subjectId)].flatMap(([subjectId, rows]) =>
    collisionsOf(subjectId, rows, quantities.get(subjectId)),
  );
}

function collisionsOf(subjectId: string, rows: readonly Taken[], quantity: number | undefined): Collision[] {
  const collisions: Collision[] = [];
  let running: Taken[] = [];
  for (const row of rows.toSorted((a, b) => a.start - b.start)) {
    running = [...running.filter((other) => other.end > row.start), row];
    const isTooMuch = quantity === undefined ? isTwoPlaces(running, row) : claimsOf(running) > quantity;
    if (isTooMuch) collisions.push({ subjectId, at: row.start, owners: running.map((one) => one.ownerId) });
  }
  return collisions;
}

function isTwoPlaces(running: readonly Taken[], row: Taken): boolean {
  const seats = running.reduce((sum, other) => sum + other.seats, 0);
  return (
    seats > row.capacity ||
    running.some((other) => other.claim !== row.claim || other.start !== row.start || other.end !== row.end)
  );
}

function claimsOf(running: readonly Taken[]): number {
  return new Set(running.map((row) => row.claim)).size;
}
