import type { TenantTx } from "#db/tenant-db.ts";
import { recordEvent } from "#modules/events/index.ts";
import { releaseFor } from "#modules/waitlist/chains/release.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { endInside, expireOffers, passOnWhenFree } from "./end-offers.ts";
import { changeEntry, type EntryRow, getEntry } from "./entries.ts";
import { endOffer, findOpenOffer } from "./offers.ts";

/** Why an entry was closed, other than by getting a visit. */
export type CloseReason = "left" | "removed" | "times_passed" | "visit_is_over";

/**
 * Declines the open offer: whoever is next is asked, and the place on the list is kept. Does nothing without
 * an offer. Throws NOT_FOUND for an unknown entry.
 */
export function declineOffer(ctx: TenantContext, entryId: string): EntryRow {
  return ctx.db.write((tx) => {
    getEntry(tx, entryId);
    const offer = findOpenOffer(tx, entryId);
    if (!offer) return getEntry(tx, entryId);
    if (offer.expires_at <= ctx.clock.now()) expireOffers(ctx, tx, offer);
    else if (offer.mode === "chain") releaseFor(ctx, tx, offer);
    else {
      recordEvent(ctx, tx, {
        kind: "waitlist_offer_declined",
        subject: `waitlist:${entryId}`,
        changes: endInside(ctx, tx, offer, "declined"),
      });
      passOnWhenFree(ctx, tx, offer);
    }
    return getEntry(tx, entryId);
  });
}

/** Takes an entry off the list; its offer goes to whoever is next. Leaving twice counts once. */
export function leaveWaitlist(ctx: TenantContext, entryId: string): EntryRow {
  return ctx.db.write((tx) => closeInside(ctx, tx, getEntry(tx, entryId), "left"));
}

/** As `leaveWaitlist`, inside the caller's transaction; an entry that is already closed is left as it is. */
export function closeInside(
  ctx: TenantContext,
  tx: TenantTx,
  entry: EntryRow,
  reason: CloseReason,
): EntryRow {
  if (entry.open_until === null) return entry;
  const offer = findOpenOffer(tx, entry.id);
  const ended = offer ? [endOffer(ctx, tx, offer, reason === "left" ? "declined" : "withdrawn")] : [];
  const closed = changeEntry(ctx, tx, entry.id, {
    status: "closed",
    close_reason: reason,
    open_until: null,
  });
  recordEvent(ctx, tx, {
    kind: "waitlist_closed",
    subject: `waitlist:${entry.id}`,
    reason,
    changes: [...ended, closed.change],
  });
  if (offer) passOnWhenFree(ctx, tx, offer);
  return getEntry(tx, entry.id);
}
