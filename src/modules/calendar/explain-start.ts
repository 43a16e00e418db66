import { dateOfDay } from "#kernel/local-date.ts";

import { type Check, limitCheck } from "./checks.ts";
import { checksOfPerson } from "./explain-person.ts";
import { judgeStart, type StartQuery, type Verdict } from "./judge-start.ts";
import { BUSINESS } from "./limits.ts";
import { lastBookableDay, noticeOf } from "./reach.ts";
import type { CalendarRules, OccupiedBySubject, ServiceRules, VisitCounts } from "./rules.ts";
import { prepareSearch } from "./search.ts";

/** The checks of one member of staff. Checks that an earlier failure makes meaningless are left out. */
export type PersonChecks = {
  readonly staffId: string;
  readonly checks: readonly Check[];
  readonly offered: boolean;
};

export type StartExplained = {
  readonly verdict: Verdict;
  /** Checks that do not depend on the person. */
  readonly checks: readonly Check[];
  readonly staff: readonly PersonChecks[];
};

/** What is taken, row by row, with visits counted wherever a limit is set, binding or not. */
export type TakenByRow = { readonly busy: OccupiedBySubject; readonly visits: VisitCounts | undefined };

/**
 * Explains rule by rule why a start is or is not offered. The verdict is `judgeStart`'s, and the checks use
 * the same building blocks: a start is offered exactly if all checks pass, and by the people for whom they
 * pass.
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
  // Notice, booking window and limits are checked on their own above.
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
