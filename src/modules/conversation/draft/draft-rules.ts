import { findBooking } from "#modules/booking/index.ts";
import type { Instant } from "#kernel/instant.ts";
import { hoursOn } from "#modules/conversation/hours-on.ts";
import { lastBookableDate } from "#modules/calendar/index.ts";
import { type KnownBusiness, knownBusiness } from "#modules/conversation/business-known.ts";
import type { ConversationState } from "#modules/conversation/state.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { DraftRules, OwnVisit } from "./draft-update.ts";

/** Reads the current context for understanding a wish. */
export function readDraftRules(ctx: TenantContext, state: ConversationState): DraftRules {
  const now = ctx.clock.now();
  const known = knownBusiness(ctx.db);
  const { rules, staff, language } = known;
  return {
    now,
    zone: rules.zone,
    services: knownServices(known),
    staff,
    lastDate: lastBookableDate(rules, now),
    isTodayOver: isOver(rules, now),
    isOpen: (minutes) => language.isOpen?.(minutes, undefined) ?? true,
    visits: state.verified.flatMap((uid) => ownVisit(ctx, uid) ?? []),
  };
}

function isOver(rules: KnownBusiness["rules"], now: Instant): boolean {
  const windows = hoursOn(rules, rules.zone.localDateOf(now));
  return windows.length > 0 && windows.every(({ end }) => end <= rules.zone.minuteOfDay(now));
}

const services = new WeakMap<KnownBusiness, DraftRules["services"]>();

/** The services and who performs them, built once per version of the configuration. */
export function knownServices(known: KnownBusiness): DraftRules["services"] {
  const made = services.get(known) ?? listServices(known);
  services.set(known, made);
  return made;
}

function listServices({ services: all, staff }: KnownBusiness): DraftRules["services"] {
  return all.map(({ id, name, aliases, duration_minutes: minutes, price_cents: price }) => ({
    id,
    name,
    aliases,
    minutes,
    price,
    staffIds: staff.filter(({ service_ids: does }) => does.includes(id)).map((person) => person.id),
  }));
}

function ownVisit({ db, clock }: TenantContext, uid: string): OwnVisit | undefined {
  const booking = findBooking(db, uid);
  if (booking?.row.status !== "confirmed" || booking.row.start_at < clock.now()) return undefined;
  const items = booking.items.map(({ service_id: serviceId, staff_id: staffId }) => ({ serviceId, staffId }));
  const { start_at: start, end_at: end, series_id: seriesId } = booking.row;
  return { uid, start, end, items, ...(seriesId !== null && { seriesId }) };
}
