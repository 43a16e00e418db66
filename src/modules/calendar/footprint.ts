import { type Instant, MINUTE } from "#kernel/instant.ts";

import type { Occupied, VisitTerms } from "./rules.ts";
import { visitShape } from "./visit-shape.ts";

/** A row of `occupancies` that a visit, hold or offer will take. */
export type FootprintRow = Occupied & {
  readonly subjectKind: "staff" | "resource";
  readonly subjectId: string;
  readonly capacity: number;
};

/** `start` and `end` are the visit's, without buffers. */
export type Footprint = {
  readonly start: Instant;
  readonly end: Instant;
  readonly rows: readonly FootprintRow[];
};

export type Visit = {
  readonly serviceId: string;
  readonly staffId: string;
  readonly start: Instant;
  /** The booking, hold or offer that the rows belong to. */
  readonly ownerId: string;
  /** Seats of a class; 1 if left out. */
  readonly seats?: number | undefined;
};

/**
 * The rows that a visit occupies (SCHEDULING rule 5): for the staff member one per run of steps that needs
 * them, for each resource one across the whole visit, buffers included. Bookings, holds and offers all use
 * this.
 */
export function planFootprint(terms: VisitTerms, visit: Visit): Footprint {
  const shape = visitShape(terms);
  const end = visit.start + terms.durationMinutes * MINUTE;
  const common = {
    claim: claimOf(terms, visit),
    seats: visit.seats ?? 1,
    capacity: terms.capacity,
    ownerId: visit.ownerId,
  };
  const staffRows = shape.staffRuns.map((run) => ({
    subjectKind: "staff" as const,
    subjectId: visit.staffId,
    start: visit.start + run.from * MINUTE,
    end: visit.start + run.to * MINUTE,
    ...common,
  }));
  const resourceRows = [...new Set(terms.resourceIds)].map((resourceId) => ({
    subjectKind: "resource" as const,
    subjectId: resourceId,
    start: visit.start + shape.whole.from * MINUTE,
    end: visit.start + shape.whole.to * MINUTE,
    ...common,
  }));
  return { start: visit.start, end, rows: [...staffRows, ...resourceRows] };
}

function claimOf(terms: VisitTerms, visit: Visit): string {
  return terms.capacity > 1 ? classClaim(visit.serviceId, visit.staffId, visit.start) : visit.ownerId;
}

/** The claim that all seats of one class share (rule 6): same service, person and start. */
export function classClaim(serviceId: string, staffId: string, start: Instant): string {
  return `class/${serviceId}/${staffId}/${start}`;
}
