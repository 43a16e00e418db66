import { findBooking } from "#modules/booking/index.ts";
import { lastBookableDate } from "#modules/calendar/index.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import type { ConversationState } from "#modules/conversation/state.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { DraftRules, OwnVisit } from "./draft-update.ts";

/** Reads what a wish is understood beside, as it stands now. */
export function readDraftRules(ctx: TenantContext, state: ConversationState): DraftRules {
  const now = ctx.clock.now();
  const { rules, services, staff, language } = knownBusiness(ctx.db);
  return {
    now,
    zone: rules.zone,
    services: services.map(({ id, name, aliases }) => ({
      id,
      name,
      aliases,
      staffIds: staff.filter(({ service_ids: does }) => does.includes(id)).map((person) => person.id),
    })),
    staff,
    lastDate: lastBookableDate(rules, now),
    isOpen: (minutes) => language.isOpen?.(minutes, undefined) ?? true,
    visits: state.verified.flatMap((uid) => ownVisit(ctx, uid) ?? []),
  };
}

function ownVisit({ db, clock }: TenantContext, uid: string): OwnVisit | undefined {
  const booking = findBooking(db, uid);
  if (booking?.row.status !== "confirmed" || booking.row.start_at < clock.now()) return undefined;
  const items = booking.items.map(({ service_id: serviceId, staff_id: staffId }) => ({ serviceId, staffId }));
  return { uid, start: booking.row.start_at, end: booking.row.end_at, items };
}
