import type { TenantReads } from "#db/tenant-db.ts";
import type { StaffChoiceDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import {
  type CalendarRules,
  calendarRules,
  findAvailability,
  judgeStart,
  planAlternatives,
  planStartSpan,
  readOccupied,
  type Refusal as Unoffered,
  type ServiceRules,
  type Slot,
} from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { chooseStaff } from "./choose-staff.ts";

/** How far ahead of a refused start other times are looked for. */
export const ALTERNATIVES_WITHIN_DAYS = 14;
export const ALTERNATIVES = 3;

export type SlotWish = {
  readonly serviceId: string;
  /** Nobody in particular when left out. */
  readonly staffId?: string | undefined;
  readonly start: Instant;
  /** What stands under this owner is in nobody's way: the visit that is moved, the hold that is used. */
  readonly ignoreOwner?: string | undefined;
  /** Notice, booking window and limits do not bind: the owner said so, or the slot was held in time. */
  readonly override?: boolean | undefined;
  /** The rules to judge by, if not the business's own. */
  readonly rules?: CalendarRules | undefined;
  /** Whom to keep if that person is free. */
  readonly preferStaffId?: string | undefined;
};

/** A slot that may be taken in this very transaction. */
export type FreeSlot = {
  readonly outcome: "free";
  readonly service: ServiceRules;
  readonly staffId: string;
  readonly staffChoice: StaffChoiceDocument;
  readonly start: Instant;
  readonly end: Instant;
};

/** Why a start cannot be had, and what can. */
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
 * Whether this start can be had now, and with whom: the same engine that lists the slots, asked for one
 * start. Read in the transaction that will take the slot.
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
    return refused(outcomeOf(judged.reason, [wish]), () => nearest(ctx, reads, rules, wish));
  }
  const choice = chooseStaff(reads, rules, judged.staffIds, { ...wish, now });
  return { outcome: "free", service, start: wish.start, end: judged.end, ...choice };
}

/**
 * What callers know the engine's refusals as. That there is nobody is a mistake of whoever named a person; who did
 * not asked for a service that nobody does any more.
 */
export function outcomeOf(
  reason: Unoffered,
  wishes: readonly { readonly staffId?: string | undefined }[],
): SlotRefusal["outcome"] {
  const isNobodys = reason === "unknown_staff" && wishes.every(({ staffId }) => staffId === undefined);
  return isNobodys ? "service_not_offered" : OUTCOMES[reason];
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
  const today = rules.zone.localDateOf(now);
  const wanted = rules.zone.localDateOf(wish.start);
  const last = addDays(today, rules.bookingWindowDays - 1);
  const from = wanted > last ? addDays(last, 1 - ALTERNATIVES_WITHIN_DAYS) : addDays(wanted, -1);
  const query = {
    serviceId: wish.serviceId,
    from: from < today ? today : from,
    to: addDays(from, ALTERNATIVES_WITHIN_DAYS),
    now,
    channel: ctx.actor.channel,
    ignoreOwner: wish.ignoreOwner,
  };
  const of = (staffId: string | undefined): readonly Slot[] =>
    findAvailability(ctx.db, { ...query, staffId }, { reads, rules }).slots;
  const slots = of(wish.staffId);
  // Where the person who was asked for has nothing in two weeks, colleagues may.
  const all = slots.length === 0 && wish.staffId !== undefined ? of(undefined) : slots;
  return planAlternatives(all, wish.start, ALTERNATIVES, wish.staffId ?? wish.preferStaffId);
}
