import type { Instant } from "#kernel/instant.ts";
import type { Refusal } from "#modules/calendar/judge-start.ts";
import { withoutLimits } from "#modules/calendar/limits.ts";
import { lastBookableDay, noticeOf } from "#modules/calendar/reach.ts";
import type { CalendarRules, Taken } from "#modules/calendar/rules.ts";
import { staffFor } from "#modules/calendar/search.ts";

import { rulesOf, type SequenceQuery } from "./prepare-part.ts";
import { planSequences, type SequencePlan } from "./plan-sequences.ts";

/** A question about one start instead of dates. */
export type SequenceStartQuery = Omit<SequenceQuery, "from" | "to"> & { readonly start: Instant };

export type SequenceVerdict =
  | { readonly offered: true; readonly plan: SequencePlan }
  | { readonly offered: false; readonly reason: Refusal };

/**
 * Whether a visit of several services can start then, or why not. Runs the same search that lists such
 * visits, so a start is offered here exactly if it is listed (SCHEDULING rule 2).
 */
export function judgeSequence(
  rules: CalendarRules,
  taken: readonly Taken[],
  query: SequenceStartQuery,
): SequenceVerdict {
  const plan = sequenceAt(rules, taken, query);
  return plan ? { offered: true, plan } : { offered: false, reason: refusal(rules, taken, query) };
}

function sequenceAt(rules: CalendarRules, taken: readonly Taken[], query: SequenceStartQuery) {
  const date = rules.zone.localDateOf(query.start);
  const { start, ...rest } = query;
  return planSequences(rules, taken, { ...rest, from: date, to: date }).find((plan) => plan.start === start);
}

function refusal(rules: CalendarRules, taken: readonly Taken[], query: SequenceStartQuery): Refusal {
  const services = query.items.map((wish) => rulesOf(rules, wish).services.get(wish.serviceId));
  if (services.some((service) => service === undefined)) return "unknown_service";
  if (services.some((service) => service?.active !== true)) return "inactive";
  if (query.items.some((wish) => staffFor(rulesOf(rules, wish), wish).length === 0)) return "unknown_staff";
  if (query.start < query.now) return "past";
  const notice = Math.max(...services.map((service) => noticeOf(rules, service!, query)));
  if (query.start < query.now + notice) return "too_soon";
  if (rules.zone.dayOf(query.start) > lastBookableDay(rules, query)) return "outside_window";
  const isLimited = taken.some((one) => "visits" in one);
  if (isLimited && sequenceAt(withoutLimits(rules), taken, withoutItemLimits(query))) return "limit_reached";
  const nothing = taken.map(() => new Map());
  return sequenceAt(withoutLimits(rules), nothing, withoutItemLimits(query)) ? "taken" : "closed";
}

function withoutItemLimits(query: SequenceStartQuery): SequenceStartQuery {
  const items = query.items.map((wish) =>
    wish.service ? { ...wish, service: { ...wish.service, limits: undefined } } : wish,
  );
  return { ...query, items };
}
