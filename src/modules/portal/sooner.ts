import { type Booking, changeable, planChange } from "#modules/booking/index.ts";
import { entriesForVisit, hasWaitlist, waitlistLink } from "#modules/waitlist/index.ts";

import type { Visit } from "./shell.ts";

/** Where an earlier time is asked for; `waits` where it has been, and the link shows how that stands. */
export type SoonerView = { readonly href: string; readonly waits: boolean };

/** Undefined where there is nothing to ask for. */
export function soonerView(visit: Visit, booking: Booking): SoonerView | undefined {
  if (!mayWish(visit, booking)) return undefined;
  const { ctx, basePath } = visit;
  const { uid } = booking.row;
  const [wish] = entriesForVisit(ctx.db, uid);
  if (!wish) return { href: `${basePath}/b/${uid}/earlier`, waits: false };
  return { href: `${basePath}/w/${wish.id}?token=${waitlistLink(ctx, wish.id).token}`, waits: true };
}

/** Whether somebody may ask for an earlier time than this visit's. */
export function mayWish({ ctx }: Visit, booking: Booking): boolean {
  const { row, items } = booking;
  const open = row.status === "confirmed" && items.length === 1 && hasWaitlist(ctx);
  return open && planChange(changeable(booking), ctx.clock.now(), false).outcome === "allowed";
}
