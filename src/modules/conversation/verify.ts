import { findBooking, mayManage } from "#modules/booking/index.ts";

import { withItsSeries } from "./tools/prove.ts";
import type { TurnWork } from "./turn-work.ts";

/** A visit named by a customer: by its link, which opens it, or by its uid, which does not. */
export type NamedVisit = { readonly uid: string; readonly token?: string };

const LINK = /\/b\/([0-9a-hjkmnp-tv-z]{26})(?:\?token=([\w-]{20,64}))?/i;
const UID = /(?<![\w-])([0-7][0-9a-hjkmnp-tv-z]{25})(?![\w-])/i;

/** The visit that a text names, if any. */
export function namedVisit(text: string): NamedVisit | undefined {
  const link = LINK.exec(text);
  if (link?.[1]) return { uid: link[1].toLowerCase(), ...(link[2] !== undefined && { token: link[2] }) };
  const uid = UID.exec(text)?.[1];
  return uid === undefined ? undefined : { uid: uid.toLowerCase() };
}

/** Removes tokens from links in a text before it is stored or given to a model. */
export function withoutCapabilities(text: string): string {
  return text.replaceAll(/([?&]token=)[\w-]{8,}/gi, "$1…");
}

/**
 * Remembers the visit named in this turn. The full link opens it, as everywhere; the uid alone proves nothing
 * about who is writing.
 */
export function recogniseVisit(work: TurnWork): void {
  const { ctx, input, state } = work;
  const named = input.kind === "message" ? namedVisit(input.text) : undefined;
  if (!named || state.verified.includes(named.uid)) return;
  const { uid, token } = named;
  const booking = token !== undefined && mayManage(ctx, uid, token) ? findBooking(ctx.db, uid) : undefined;
  if (booking)
    work.state = {
      ...state,
      verified: [...state.verified, ...withItsSeries(ctx, booking)],
      phase: "verified",
    };
  else work.state = { ...state, lookupUid: uid };
}
