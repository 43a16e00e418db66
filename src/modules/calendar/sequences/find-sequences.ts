import type { TenantReads } from "#db/tenant-db.ts";
import { readBusy } from "#modules/calendar/occupied.ts";
import { planCountedDays, readVisits } from "#modules/calendar/read-visits.ts";
import type { CalendarRules, Taken } from "#modules/calendar/rules.ts";

import { partQuery, queryOf, rulesOf, type SequenceQuery } from "./prepare-part.ts";
import { planSequences, type SequencePlan } from "./plan-sequences.ts";

/** The visits of several services that can be booked between two business dates, both included. */
export function findSequences(
  reads: TenantReads,
  rules: CalendarRules,
  query: SequenceQuery,
): SequencePlan[] {
  return planSequences(rules, readSequenceTaken(reads, rules, query), query);
}

/** What is taken, for each of the services in order. */
export function readSequenceTaken(reads: TenantReads, rules: CalendarRules, query: SequenceQuery): Taken[] {
  const counted = query.items
    .map((wish) => planCountedDays(rulesOf(rules, wish), queryOf(query, wish)))
    .find((days) => days !== undefined);
  const visits = counted && readVisits(reads, rules, counted, query);
  return query.items.map((wish) => {
    const busy = readBusy(reads, rulesOf(rules, wish), partQuery(rules, query, wish));
    return visits ? { busy, visits } : busy;
  });
}
