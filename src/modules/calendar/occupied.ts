import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";

import { planReadSpan } from "./reach.ts";
import type { AvailabilityQuery, CalendarRules, Occupied, OccupiedBySubject } from "./rules.ts";

/** The longest row there can be (the table checks it): what overlaps starts at most so long before. */
export const MAX_SPAN = 48 * 60 * 60 * 1000;

export type OccupiedNow = {
  readonly bySubject: OccupiedBySubject;
  /** When the first of the holds among them lets go, if there is one. */
  readonly firstExpiry: Instant | undefined;
};

/**
 * Everything that has a say in the answer to a query, in order of start. A hold counts until the moment
 * that it expires, whether or not anyone has swept it up.
 */
export function readOccupied(db: TenantReads, rules: CalendarRules, query: AvailabilityQuery): OccupiedNow {
  const bySubject = new Map<string, readonly Occupied[]>();
  let firstExpiry: Instant | undefined;
  const span = planReadSpan(rules, query);
  if (!span) return { bySubject, firstExpiry };
  for (const subject of subjectsOf(rules, query.serviceId, query.staffId)) {
    const live: Occupied[] = [];
    for (const row of db.all(
      occupiedOf({ subject, after: span.start - MAX_SPAN, from: span.start, to: span.end }),
    )) {
      if (row.expires_at !== null) {
        if (row.expires_at <= query.now) continue;
        firstExpiry = Math.min(firstExpiry ?? row.expires_at, row.expires_at);
      }
      live.push({
        start: row.start_at,
        end: row.end_at,
        claim: row.claim,
        seats: row.seats,
        ownerId: row.owner_id,
      });
    }
    bySubject.set(subject, live);
  }
  return { bySubject, firstExpiry };
}

/** Everyone and everything that a visit for this service could occupy. */
function subjectsOf(rules: CalendarRules, serviceId: string, staffId?: string): readonly string[] {
  const staff = rules.staff.filter(
    (person) => person.serviceIds.has(serviceId) && (staffId === undefined || person.id === staffId),
  );
  const service = rules.services.get(serviceId);
  return [...staff.map((person) => person.id), ...(service?.resourceIds ?? [])];
}

const occupiedOf = statement((p: { subject: string; after: Instant; from: Instant; to: Instant }) =>
  build
    .selectFrom("occupancies")
    .select(["start_at", "end_at", "claim", "seats", "owner_id", "expires_at"])
    .where("subject_id", "=", p.subject)
    .where("start_at", ">", p.after)
    .where("start_at", "<", p.to)
    .where("end_at", ">", p.from)
    .orderBy("start_at"),
);
