import { fromJson } from "#db/columns.ts";
import type { TenantReads } from "#db/tenant-db.ts";
import type { FreedTimeDocument } from "#db/waitlist-tables.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import { type Booking, onlyItem, rulesForMove } from "#modules/booking/index.ts";
import {
  type CalendarRules,
  calendarRules,
  findAvailability,
  planFootprint,
  type Slot,
} from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { spanOf, usesFreed } from "./freed-time.ts";

/** A start that can be booked, with the person who is free then. */
export type FreeStart = {
  readonly serviceId: string;
  readonly staffId: string;
  readonly start: Instant;
  readonly end: Instant;
};

export type StartWish = {
  readonly serviceId: string;
  readonly staffId: string | null;
  /** Rules to judge by if not the business's own: a visit keeps the terms it was booked with. */
  readonly rules?: CalendarRules | undefined;
};

/** A stretch of time that can be given to somebody. */
export type FreedStretch = {
  readonly start: Instant;
  readonly end: Instant;
  readonly times: readonly FreedTimeDocument[];
  /** The visit that still occupies the time and would vacate it. */
  readonly ignoreOwner?: string | undefined;
};

/** The channel that notice is judged by, and that these visits are recorded under. */
export const CHANNEL = "waitlist";

/** With `override`, notice and booking window do not apply. */
export type Relaxed = { readonly override?: boolean };

/**
 * Every start that can be booked now and would use some of the freed time, in the order of preference for
 * offering: the start that was given up, then others within its time, then the rest. Uses the engine that
 * lists slots (SCHEDULING rule 2).
 */
export function findStarts(
  ctx: TenantContext,
  reads: TenantReads,
  freed: FreedStretch,
  wish: StartWish,
  { override = false }: Relaxed = {},
): readonly FreeStart[] {
  const rules = wish.rules ?? calendarRules(ctx.db, reads);
  const service = rules.services.get(wish.serviceId);
  const span = spanOf(freed.times);
  if (!service || !span) return [];
  const reach = (service.durationMinutes + service.bufferBeforeMinutes + service.bufferAfterMinutes) * MINUTE;
  const { slots } = findAvailability(
    ctx.db,
    {
      serviceId: wish.serviceId,
      staffId: wish.staffId ?? undefined,
      from: rules.zone.localDateOf(span.start - reach),
      to: rules.zone.localDateOf(span.end + reach),
      now: ctx.clock.now(),
      channel: CHANNEL,
      override,
      ignoreOwner: freed.ignoreOwner,
    },
    { reads, rules },
  );
  const meets = (slot: Slot): FreeStart | undefined => {
    const staffId = slot.staffIds.find((id) => {
      const visit = { serviceId: service.id, staffId: id, start: slot.start, ownerId: "" };
      return usesFreed(freed.times, planFootprint(service, visit).rows);
    });
    return staffId === undefined
      ? undefined
      : { serviceId: service.id, staffId, start: slot.start, end: slot.end };
  };
  const rank = ({ start, end }: FreeStart): number => {
    if (start === freed.start) return 0;
    return start >= freed.start && end <= freed.end ? 1 : 2;
  };
  return slots
    .map(meets)
    .filter((start) => start !== undefined)
    .toSorted((a, b) => rank(a) - rank(b) || a.start - b.start);
}

/** The rules for moving an existing visit, and who may serve it. */
export function wishForVisit(ctx: TenantContext, reads: TenantReads, booking: Booking): StartWish {
  const item = onlyItem(booking);
  const rules = rulesForMove(calendarRules(ctx.db, reads), item);
  const isAsked = fromJson(item.staff_choice).rule === "requested";
  return { serviceId: item.service_id, staffId: isAsked ? item.staff_id : null, rules };
}
