import type { TenantReads } from "#db/tenant-db.ts";
import { DAY, type Instant } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";
import {
  type AvailabilityQuery,
  type CalendarRules,
  judgeSequence,
  judgeStart,
  planStartSpan,
  readKinds,
  type SequenceQuery,
  withoutLimits,
} from "#modules/calendar/index.ts";

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
  const absences = readAbsences(reads, rules, span, query.now);
  // Limits, notice and the grid, which visits shift, are not the question any more.
  return !judgeStart(rules, absences, { ...query, override: true, anyStart: true }).offered;
}

/** As `isNobodyThere`, for several services one after the other. */
export function isNobodyThereInTurn(
  reads: TenantReads,
  rules: CalendarRules,
  query: SequenceQuery & { readonly start: Instant },
): boolean {
  const { start, now } = query;
  const absences = readAbsences(reads, rules, { start: start - DAY, end: start + DAY }, now);
  const taken = query.items.map(() => absences);
  return !judgeSequence(withoutLimits(rules), taken, { ...query, override: true }).offered;
}

function readAbsences(reads: TenantReads, rules: CalendarRules, span: Interval, now: Instant) {
  const staff = rules.staff.map(({ id }) => id);
  const rows = readKinds(reads, staff, span, now);
  return new Map([...rows].map(([id, list]) => [id, list.filter(({ kind }) => isAbsence(kind))]));
}

function isAbsence(kind: string): boolean {
  return kind === "absence" || kind === "busy";
}
