import type { TenantReads } from "#db/tenant-db.ts";
import {
  type AvailabilityQuery,
  type CalendarRules,
  judgeStart,
  planStartSpan,
  readKinds,
} from "#modules/calendar/index.ts";
import type { Instant } from "#kernel/instant.ts";

/**
 * Whether a start that is not free would not be free in an empty book either, because everybody who could
 * serve it is away. Nobody was faster then: it counts as closed (SCHEDULING rules 4 and 10).
 */
export function isNobodyThere(
  reads: TenantReads,
  rules: CalendarRules,
  query: AvailabilityQuery & { readonly start: Instant },
): boolean {
  const span = planStartSpan(rules, query, query.start);
  if (!span) return false;
  const staff = rules.staff.map(({ id }) => id);
  const rows = readKinds(reads, staff, span, query.now);
  const absences = new Map([...rows].map(([id, list]) => [id, list.filter(({ kind }) => isAbsence(kind))]));
  // Limits, notice and the grid, which visits shift, are not the question any more.
  return !judgeStart(rules, absences, { ...query, override: true, anyStart: true }).offered;
}

function isAbsence(kind: string): boolean {
  return kind === "absence" || kind === "busy";
}
