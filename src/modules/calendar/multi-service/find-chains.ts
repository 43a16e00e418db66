import type { TenantReads } from "#db/tenant-db.ts";
import { readBusy } from "#modules/calendar/occupied.ts";
import { planCountedDays, readVisits } from "#modules/calendar/read-visits.ts";
import type { CalendarRules, Taken } from "#modules/calendar/rules.ts";

import { type ChainQuery, partQuery, queryOf, rulesOf } from "./chain-links.ts";
import { type ChainPlan, planChains } from "./plan-chain.ts";

/** The visits of several services that can be booked between two business dates, both included. */
export function findChains(reads: TenantReads, rules: CalendarRules, query: ChainQuery): ChainPlan[] {
  return planChains(rules, readChain(reads, rules, query), query);
}

/** What is taken, for each of the services in order. */
export function readChain(reads: TenantReads, rules: CalendarRules, query: ChainQuery): Taken[] {
  const counted = query.items
    .map((wish) => planCountedDays(rulesOf(rules, wish), queryOf(query, wish)))
    .find((days) => days !== undefined);
  const visits = counted && readVisits(reads, rules, counted, query);
  return query.items.map((wish) => {
    const busy = readBusy(reads, rulesOf(rules, wish), partQuery(rules, query, wish));
    return visits ? { busy, visits } : busy;
  });
}
