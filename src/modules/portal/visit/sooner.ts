import { type Booking, mayChange } from "#modules/booking/index.ts";
import type { Site } from "#modules/portal/shell.ts";
import { entriesForVisit, hasWaitlist, waitlistLink } from "#modules/waitlist/index.ts";

/** The link to ask for an earlier time or, if `waits`, to the status of that wish. */
export type SoonerView = { readonly href: string; readonly waits: boolean };

/** Undefined if an earlier time cannot be asked for. */
export function soonerView(site: Site, booking: Booking): SoonerView | undefined {
  if (!mayWish(site, booking)) return undefined;
  const { ctx, basePath } = site;
  const { uid } = booking.row;
  const [wish] = entriesForVisit(ctx.db, uid);
  if (!wish) return { href: `${basePath}/b/${uid}/earlier`, waits: false };
  return { href: `${basePath}/w/${wish.id}?token=${waitlistLink(ctx, wish.id).token}`, waits: true };
}

/** Whether an earlier time than this visit's may be asked for. */
export function mayWish({ ctx }: Site, booking: Booking): boolean {
  const { row, items } = booking;
  const open = row.status === "confirmed" && items.length === 1 && hasWaitlist(ctx);
  return open && mayChange(booking, ctx.clock.now());
}
