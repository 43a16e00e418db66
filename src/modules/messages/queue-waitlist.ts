import type { Selectable } from "kysely";

import type { TenantTx } from "#db/tenant-db.ts";
import type {
  WaitlistChainStepsTable,
  WaitlistEntriesTable,
  WaitlistOffersTable,
} from "#db/waitlist-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { getZone } from "#kernel/zone.ts";
import { getPolicies, getProfile } from "#modules/business/index.ts";
import { getCustomer } from "#modules/customers/index.ts";
import { endOfQuiet } from "#modules/waitlist/index.ts";
import type { EventSubscriber, TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { insertMessage } from "./insert-message.ts";
import { planChannels } from "./plan-channels.ts";

/**
 * What the waitlist tells customers: that they are on it, that a time is offered to them, that it is gone.
 */
export type WaitlistMessageKind = "waitlist_joined" | "waitlist_offer" | "waitlist_gone";

/** What such a message is about; its text is composed when it is sent. */
export type WaitlistPayload = { readonly entry_id: string; readonly offer_id?: string };

type Entry = Selectable<WaitlistEntriesTable>;
type Offer = Selectable<WaitlistOffersTable>;
type Step = Selectable<WaitlistChainStepsTable>;

/** Queues messages about the waitlist, one per offer and channel. */
export const queueWaitlistMessages: EventSubscriber = (ctx, tx, event) => {
  if (!event.changes.some(({ table }) => table.startsWith("waitlist_"))) return;
  const unasked = new Set(event.changes.flatMap(unaskedOffer));
  for (const { table, id, before, after } of event.changes) {
    if (table === "waitlist_entries" && before === null && after !== null) {
      const entry = after as Entry;
      const about = { entry_id: entry.id };
      queue(ctx, tx, entry.customer_id, { kind: "waitlist_joined", about, due: event.at });
    }
    if (table === "waitlist_offers" && after !== null && !unasked.has(id))
      aboutOffer(ctx, tx, after as Offer, event.at);
  }
};

/** The offer of a link in auto-book mode, whose customer is told only once the chain is carried out. */
function unaskedOffer({ table, after }: RowChange): readonly string[] {
  const step = table === "waitlist_chain_steps" ? (after as Step | null) : null;
  return step?.asked === 0 ? [step.offer_id] : [];
}

function aboutOffer(ctx: TenantContext, tx: TenantTx, offer: Offer, now: Instant): void {
  const about = { entry_id: offer.entry_id, offer_id: offer.id };
  if (offer.state === "open")
    queue(ctx, tx, offer.customer_id, { kind: "waitlist_offer", about, due: offer.notify_at });
  // Somebody who has not yet been told of the offer need not hear that it is gone.
  else if (isGone(offer) && offer.notify_at <= now)
    queue(ctx, tx, offer.customer_id, { kind: "waitlist_gone", about, due: calmFrom(ctx, now) });
}

function isGone({ state }: Offer): boolean {
  return state === "withdrawn" || state === "expired";
}

function calmFrom(ctx: TenantContext, now: Instant): Instant {
  const zone = getZone(getProfile(ctx.db).time_zone);
  return endOfQuiet(zone, getPolicies(ctx.db).waitlist.quiet_hours, now);
}

function queue(
  ctx: TenantContext,
  tx: TenantTx,
  customerId: string,
  message: { readonly kind: WaitlistMessageKind; readonly about: WaitlistPayload; readonly due: Instant },
): void {
  const { kind, about, due } = message;
  const channels = planChannels(getCustomer(tx, customerId));
  for (const channel of channels) {
    insertMessage(ctx, tx, {
      kind,
      channel,
      customer_id: customerId,
      booking_uid: null,
      booking_version: null,
      dedupe_key: `${kind}/${about.offer_id ?? about.entry_id}/${channel}`,
      payload: JSON.stringify(about),
      due_at: due,
    });
  }
  if (channels.length > 0) ctx.wakeAt(due);
}
