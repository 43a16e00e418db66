import type { TenantReads } from "#db/tenant-db.ts";
import type { StaffChoiceDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate } from "#kernel/local-date.ts";
import {
  type CalendarRules,
  calendarRules,
  findAvailability,
  judgeStart,
  lastBookableDate,
  planAlternatives,
  planStartSpan,
  readOccupied,
  type Refusal as Unoffered,
  type ServiceRules,
  type Slot,
} from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { isNobodyThere } from "./absent.ts";
import { chooseStaff } from "./choose-staff.ts";

/** How many days around a refused start are searched for alternatives. */
const ALTERNATIVES_WITHIN_DAYS = 14;
export const ALTERNATIVES = 3;

export type SlotWish = {
  readonly serviceId: string;
  /** Left out: no preference. */
  readonly staffId?: string | undefined;
  readonly start: Instant;
  /** Rows of this owner are ignored: of the visit being moved, or the hold being used. */
  readonly ignoreOwner?: string | undefined;
  /**
   * Notice, booking window and limits do not apply: by the owner's override, or because the slot was held in
   * time.
   */
  readonly override?: boolean | undefined;
  /** Rules to judge by, if not the business's own. */
  readonly rules?: CalendarRules | undefined;
  /** The person to prefer if they are free. */
  readonly preferStaffId?: string | undefined;
};

/** A free slot, to be taken in the same transaction. */
export type FreeSlot = {
  readonly outcome: "free";
  readonly service: ServiceRules;
  readonly staffId: string;
  readonly staffChoice: StaffChoiceDocument;
  readonly start: Instant;
  readonly end: Instant;
};

/** Why a start cannot be had, and which can. */
export type SlotRefusal = {
  readonly outcome:
    | "unknown_service"
    | "unknown_staff"
    | "service_not_offered"
    | "in_the_past"
    | "too_soon"
    | "outside_window"
    | "not_available"
    | "limit_reached"
    | "taken";
  readonly alternatives: readonly Slot[];
};

/**
 * Whether this start is free and with whom, by the engine that lists slots, asked for one start. Call it in
 * the transaction that takes the slot.
 */
export function findSlot(ctx: TenantContext, reads: TenantReads, wish: SlotWish): FreeSlot | SlotRefusal {
  const rules = wish.rules ?? calendarRules(ctx.db, reads);
  const service = rules.services.get(wish.serviceId);
  if (!service) return refused("unknown_service");
  if (!service.active) return refused("service_not_offered");
  if (wish.staffId !== undefined && !rules.staff.some((person) => person.id === wish.staffId))
    return refused("unknown_staff");
  const now = ctx.clock.now();
  const date = rules.zone.localDateOf(wish.start);
  const query = {
    serviceId: wish.serviceId,
    staffId: wish.staffId,
    from: date,
    to: date,
    now,
    channel: ctx.actor.channel,
    ignoreOwner: wish.ignoreOwner,
    override: wish.override,
  };
  const occupied = readOccupied(reads, rules, query, planStartSpan(rules, query, wish.start));
  const judged = judgeStart(rules, occupied, { ...query, start: wish.start });
  if (!judged.offered) {
    const isAway = judged.reason === "taken" && isNobodyThere(reads, rules, { ...query, start: wish.start });
    const reason = isAway ? "closed" : judged.reason;
    return refused(outcomeOf(reason, [wish]), () => nearest(ctx, reads, rules, wish));
  }
  const choice = chooseStaff(reads, rules, judged.staffIds, { ...wish, now });
  return { outcome: "free", service, start: wish.start, end: judged.end, ...choice };
}

/**
 * Maps the engine's refusals to outcomes. If nobody does the service, a caller who named a person named a
 * wrong one; for everybody else the service is simply not offered any more.
 */
export function outcomeOf(
  reason: Unoffered,
  wishes: readonly { readonly staffId?: string | undefined }[],
): SlotRefusal["outcome"] {
  const nobodyWasNamed = wishes.every(({ staffId }) => staffId === undefined);
  return reason === "unknown_staff" && nobodyWasNamed ? "service_not_offered" : OUTCOMES[reason];
}

const OUTCOMES: Record<Unoffered, SlotRefusal["outcome"]> = {
  past: "in_the_past",
  too_soon: "too_soon",
  outside_window: "outside_window",
  closed: "not_available",
  off_grid: "not_available",
  taken: "taken",
  limit_reached: "limit_reached",
  unknown_service: "unknown_service",
  unknown_staff: "unknown_staff",
  inactive: "not_available",
};

function refused(
  outcome: SlotRefusal["outcome"],
  alternatives: () => readonly Slot[] = () => [],
): SlotRefusal {
  return { outcome, alternatives: outcome === "in_the_past" ? [] : alternatives() };
}

function nearest(
  ctx: TenantContext,
  reads: TenantReads,
  rules: CalendarRules,
  wish: SlotWish,
): readonly Slot[] {
  const now = ctx.clock.now();
  const query = {
    serviceId: wish.serviceId,
    ...alternativeDates(rules, wish.start, now),
    now,
    channel: ctx.actor.channel,
    ignoreOwner: wish.ignoreOwner,
  };
  const of = (staffId: string | undefined): readonly Slot[] =>
    findAvailability(ctx.db, { ...query, staffId }, { reads, rules }).slots;
  const slots = of(wish.staffId);
  // If the person asked for has nothing in two weeks, offer colleagues.
  const all = slots.length === 0 && wish.staffId !== undefined ? of(undefined) : slots;
  return planAlternatives(all, wish.start, ALTERNATIVES, wish.staffId ?? wish.preferStaffId);
}

/**
 * The business dates to search for alternatives to a start, both inclusive: from the day before it on, or the
 * end of the booking window if it is beyond that.
 */
export function alternativeDates(
  rules: CalendarRules,
  start: Instant,
  now: Instant,
): { readonly from: LocalDate; readonly to: LocalDate } {
  const today = rules.zone.localDateOf(now);
  const wanted = rules.zone.localDateOf(start);
  const last = lastBookableDate(rules, now);
  const from = wanted > last ? addDays(last, 1 - ALTERNATIVES_WITHIN_DAYS) : addDays(wanted, -1);
  return { from: from < today ? today : from, to: addDays(from, ALTERNATIVES_WITHIN_DAYS) };
}
