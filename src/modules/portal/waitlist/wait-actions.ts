import { AppError } from "#kernel/errors.ts";
import { type Booking, refusalError } from "#modules/booking/index.ts";
import { getProfile } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { checkDetails, readForm } from "#modules/portal/book/book-form.ts";
import { noService } from "#modules/portal/book/book-steps.ts";
import { findChosen } from "#modules/portal/chosen.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { type Shown, show } from "#modules/portal/pages.ts";
import { readChoice } from "#modules/portal/read-choice.ts";
import { type BookingRefusal, refusalNotice } from "#modules/portal/refusal-words.ts";
import type { Site } from "#modules/portal/shell.ts";
import { mayWish } from "#modules/portal/visit/sooner.ts";
import {
  acceptOffer,
  declineOffer,
  type EntryRow,
  getEntry,
  hasWaitlist,
  joinWaitlist,
  leaveWaitlist,
  wishEarlier,
} from "#modules/waitlist/index.ts";

import { earlierPage } from "./earlier-page.ts";
import { checkTimes, readTimesForm } from "./wait-form.ts";
import { daysView, waitPage } from "./wait-page.ts";
import { waitStatusPage } from "./wait-status-page.ts";

export type Waits = { readonly kind: "waits"; readonly id: string };
export type HasVisit = { readonly kind: "visit"; readonly uid: string };

/**
 * The form for joining. Missing choices are made in the booking steps; for several services in one visit
 * there is no waitlist.
 */
export function askToWait(site: Site, query: unknown): Shown | undefined {
  const choice = readChoice(query);
  const chosen = hasWaitlist(site.ctx) ? findChosen(site.ctx, choice) : undefined;
  return chosen && !chosen.parts ? show("waitlist/join", waitPage(site, choice, chosen)) : undefined;
}

/** Adds the sender to the list, or shows the form again with its problems. */
export function joinByForm(site: Site, sent: unknown): Waits | Shown {
  const { ctx } = site;
  const choice = readChoice(sent);
  const chosen = findChosen(ctx, choice);
  if (!chosen || chosen.parts) return noService(site);
  const { typed } = readForm(sent);
  const { typed: times, key } = readTimesForm(sent);
  const { first, last } = daysView(site, undefined);
  const who = checkDetails({ ...typed, notes: "" }, getProfile(ctx.db).country);
  const when = checkTimes(times, first, last);
  if ("errors" in who || "errors" in when) {
    const errors = { ...("errors" in when && when.errors), ...("errors" in who && who.errors) };
    return show("waitlist/join", waitPage(site, choice, chosen, { typed, times, errors }), 400);
  }
  const wish = {
    serviceId: chosen.service.id,
    staffId: chosen.staff?.id,
    customer: who.details.customer,
    autoBook: times.auto_book,
    ...when.times,
  };
  try {
    const once = key === undefined ? undefined : { scope: "POST /waitlist", key, body: wish };
    return { kind: "waits", id: joinWaitlist(ctx, wish, once).id };
  } catch (error) {
    // The last requested time may have passed while the form was being filled in.
    if (!(error instanceof AppError) || error.details?.["path"] !== "end_date") throw error;
    const errors = { end_date: "These times have passed. Please choose later ones." };
    return show("waitlist/join", waitPage(site, choice, chosen, { typed, times, errors }), 400);
  }
}

/** The form to ask for an earlier time; undefined if that is not possible. */
export function askForEarlier(site: Site, booking: Booking): Shown | undefined {
  return mayWish(site, booking) ? show("visit/earlier", earlierPage(site, booking)) : undefined;
}

/** Records the wish for an earlier time, or shows the form again with its problems. */
export function wishByForm(site: Site, booking: Booking, sent: unknown): Waits | Shown | undefined {
  if (!mayWish(site, booking)) return undefined;
  const { typed } = readTimesForm(sent);
  const { first } = daysView(site, undefined);
  const { zone } = calendarRules(site.ctx.db);
  const checked = checkTimes(typed, first, zone.localDateOf(booking.row.start_at));
  if ("errors" in checked)
    return show("visit/earlier", earlierPage(site, booking, { typed, errors: checked.errors }), 400);
  const wish = { ...checked.times, autoBook: typed.auto_book };
  return { kind: "waits", id: wishEarlier(site.ctx, booking.row.uid, wish).id };
}

/** Accepts the offer, or says why that is not possible. */
export function acceptByForm(site: Site, entryId: string): HasVisit | Shown {
  const { ctx } = site;
  const accepted = acceptOffer(ctx, entryId);
  if (accepted.outcome === "booked") return { kind: "visit", uid: accepted.booking.row.uid };
  const entry = getEntry(ctx.db, entryId);
  if (accepted.outcome === "agreed") return show("waitlist/show", waitStatusPage(site, entry, AGREED));
  if (accepted.outcome === "gone")
    return show("waitlist/show", waitStatusPage(site, entry, goneNotice(entry)), 409);
  const { status } = refusalError(accepted.refusal, calendarRules(ctx.db).zone);
  const notice = refusalNotice(accepted.refusal as BookingRefusal, getProfile(ctx.db).business_name);
  return show("waitlist/show", waitStatusPage(site, entry, notice), status);
}

/** Declines the offer. */
export function declineByForm({ ctx }: Site, entryId: string): void {
  declineOffer(ctx, entryId);
}

/** Leaves the list. */
export function leaveByForm({ ctx }: Site, entryId: string): void {
  leaveWaitlist(ctx, entryId);
}

/** The confirmation of what was just done, if the entry's state agrees: the URL alone can be forged. */
export function waitNotice(done: unknown, entry: EntryRow): Notice | undefined {
  if (done === "joined" && entry.status === "waiting")
    return { tone: "good", title: "Thank you. We'll let you know when a time opens up.", text: "" };
  if (done === "declined" && entry.status === "waiting")
    return { tone: "calm", title: "You've let this time go.", text: "You keep your place." };
  return undefined;
}

function goneNotice(entry: EntryRow): Notice {
  const text = entry.open_until === null ? "" : "You keep your place on the waitlist.";
  return { tone: "problem", title: "That time is gone.", text };
}

const AGREED: Notice = {
  tone: "good",
  title: "Thank you, we've noted that.",
  text: "Others have to agree too. We'll let you know as soon as they have, or if they can't.",
};
