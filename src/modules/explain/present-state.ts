import type { Instant } from "#kernel/instant.ts";
import { calendarRules, daysToCount, limitedScopes, readKinds, readVisits } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { State } from "./past-state.ts";
import { timeAround } from "./read-rows.ts";

/** The current state for a start: the very rows by which it would be booked. */
export function presentState({ db, clock }: TenantContext, start: Instant): State {
  const rules = calendarRules(db);
  const now = clock.now();
  const subjects = [...rules.staff.map(({ id }) => id), ...rules.resources.keys()];
  const day = rules.zone.dayOf(start);
  const days = daysToCount(rules, { fromDay: day, toDay: day });
  return {
    rules,
    busy: readKinds(db, subjects, timeAround(start), now),
    visits: limitedScopes(rules).size === 0 ? undefined : readVisits(db, rules, days, { now }),
  };
}
