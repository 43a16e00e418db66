import type { TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import {
  type CalendarRules,
  calendarRules,
  type CastPart,
  castSequence,
  findSequenceSlots,
  judgeSequence,
  planAlternatives,
  readCandidates,
  readSequenceTaken,
  type SequenceQuery,
  type ServiceRules,
  type ServiceWish,
} from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { isNobodyThereInTurn } from "./absent.ts";
import { alternativeDates, ALTERNATIVES, outcomeOf, type SlotRefusal } from "./find-slot.ts";

export type SequenceSlotWish = {
  /** At least one, in the order in which they are served. */
  readonly items: readonly ServiceWish[];
  readonly start: Instant;
  readonly ignoreOwner?: string | undefined;
  readonly override?: boolean | undefined;
  /** Rules to judge by, if not the business's own. */
  readonly rules?: CalendarRules | undefined;
};

/** A free time for several services, to be taken in the same transaction, and who serves them. */
export type FreeSequence = {
  readonly outcome: "free";
  readonly start: Instant;
  readonly end: Instant;
  readonly parts: readonly (CastPart & { readonly service: ServiceRules })[];
};

/** As `findSlot`, for several services one after the other. */
export function findSequence(
  ctx: TenantContext,
  reads: TenantReads,
  wish: SequenceSlotWish,
): FreeSequence | SlotRefusal {
  const rules = wish.rules ?? calendarRules(ctx.db, reads);
  const unknown = problemOf(rules, wish.items);
  if (unknown) return { outcome: unknown, alternatives: [] };
  const query = queryOf(ctx, rules, wish);
  const taken = readSequenceTaken(reads, rules, query);
  const asked = { ...query, start: wish.start };
  const judged = judgeSequence(rules, taken, asked);
  if (!judged.offered) {
    const isAway = judged.reason === "taken" && isNobodyThereInTurn(reads, rules, asked);
    const outcome = outcomeOf(isAway ? "closed" : judged.reason, wish.items);
    const alternatives = outcome === "in_the_past" ? [] : nearest(reads, rules, wish, query);
    return { outcome, alternatives };
  }
  const { plan } = judged;
  const cast = castSequence(plan, wish.items, (ids) => readCandidates(reads, rules, ids, query.now));
  const parts = cast.map((part, i) => ({ ...part, service: serviceOf(rules, wish.items[i]!) }));
  return { outcome: "free", start: plan.start, end: plan.end, parts };
}

function problemOf(rules: CalendarRules, items: readonly ServiceWish[]): SlotRefusal["outcome"] | undefined {
  for (const { serviceId, staffId, service } of items) {
    const now = service ?? rules.services.get(serviceId);
    if (!now) return "unknown_service";
    if (!now.active) return "service_not_offered";
    if (staffId !== undefined && !rules.staff.some((person) => person.id === staffId)) return "unknown_staff";
  }
  return undefined;
}

function serviceOf(rules: CalendarRules, { serviceId, service }: ServiceWish): ServiceRules {
  return service ?? rules.services.get(serviceId)!;
}

function queryOf(ctx: TenantContext, rules: CalendarRules, wish: SequenceSlotWish): SequenceQuery {
  const date = rules.zone.localDateOf(wish.start);
  return {
    items: wish.items,
    from: date,
    to: date,
    now: ctx.clock.now(),
    channel: ctx.actor.channel,
    ignoreOwner: wish.ignoreOwner,
    override: wish.override,
  };
}

/** The nearest alternatives. Like those for a single service they ignore the owner's override. */
function nearest(reads: TenantReads, rules: CalendarRules, wish: SequenceSlotWish, query: SequenceQuery) {
  const dates = alternativeDates(rules, wish.start, query.now);
  const slots = findSequenceSlots(reads, rules, { ...query, ...dates, override: undefined });
  return planAlternatives(slots, wish.start, ALTERNATIVES, wish.items[0]?.staffId);
}
