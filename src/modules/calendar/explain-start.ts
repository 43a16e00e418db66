import { dateOfDay } from "#kernel/local-date.ts";

import { type Check, limitCheck } from "./checks.ts";
import { checksOfPerson } from "./explain-person.ts";
import { judgeStart, type StartQuery, type Verdict } from "./judge-start.ts";
import { BUSINESS } from "./limits.ts";
import { lastBookableDay, noticeOf } from "./reach.ts";
import type { CalendarRules, OccupiedBySubject, ServiceRules, VisitCounts } from "./rules.ts";
import { prepareSearch } from "./search.ts";

/** How one member of staff stands to the start. What cannot be asked any more is left out. */
export type PersonChecks = {
  readonly staffId: string;
  readonly checks: readonly Check[];
  readonly offered: boolean;
};

export type StartExplained = {
  readonly verdict: Verdict;
  /** What is the same for everybody. */
  readonly checks: readonly Check[];
  readonly staff: readonly PersonChecks[];
};

/** What is taken, by row, and visits counted wherever a limit is set, whether or not it binds. */
export type TakenByRow = { readonly busy: OccupiedBySubject; readonly visits: VisitCounts | undefined };

/**
 * Why a start is offered or is not, rule by rule. The verdict is `judgeStart`'s, and the checks come from the
 * parts that it is made of: it is offered exactly when all checks are passed, with whom they are passed.
 */
export function explainStart(rules: CalendarRules, taken: TakenByRow, query: StartQuery): StartExplained {
  const { busy, visits } = taken;
  const verdict = judgeStart(rules, visits ? { busy, visits } : busy, query);
  const service = rules.services.get(query.serviceId);
  if (service?.active !== true) {
    const known: Check = { rule: "service_known", passed: service !== undefined };
    const active: Check[] = service ? [{ rule: "service_active", passed: false }] : [];
    return { verdict, checks: [known, ...active], staff: [] };
  }
  const day = rules.zone.dayOf(query.start);
  const checks = [...checksOfTime(rules, service, query), ...limitsOfAll(rules, service, visits, query)];
  const isAsked = checks.every(({ passed }) => passed !== false);
  const date = dateOfDay(day);
  // Whatever time and counts say: the rest is judged by itself.
  const search = prepareSearch(rules, busy, {
    ...query,
    from: date,
    to: date,
    now: query.start,
    override: true,
  });
  const asked = rules.staff.filter(({ id }) => query.staffId === undefined || id === query.staffId);
  const staff = asked.map((person) => {
    const own = checksOfPerson(person, search, { visits, query, day });
    return {
      staffId: person.id,
      checks: own,
      offered: isAsked && own.every(({ passed }) => passed !== false),
    };
  });
  return { verdict, checks, staff };
}

function checksOfTime(rules: CalendarRules, service: ServiceRules, query: StartQuery): Check[] {
  const earliest = query.now + noticeOf(rules, service, query);
  const last = lastBookableDay(rules, query);
  return [
    { rule: "service_known", passed: true },
    { rule: "service_active", passed: true },
    { rule: "not_past", passed: query.start >= query.now },
    { rule: "notice", passed: query.start >= earliest, earliest },
    {
      rule: "booking_window",
      passed: rules.zone.dayOf(query.start) <= last,
      lastDate: last === Infinity ? undefined : dateOfDay(last),
    },
  ];
}

function limitsOfAll(
  rules: CalendarRules,
  service: ServiceRules,
  visits: VisitCounts | undefined,
  query: StartQuery,
): Check[] {
  const at = { visits, query, day: rules.zone.dayOf(query.start) };
  return [
    ...limitCheck("business_limit", BUSINESS, rules.limits, at),
    ...limitCheck("service_limit", service.id, service.limits, at),
  ];
}
