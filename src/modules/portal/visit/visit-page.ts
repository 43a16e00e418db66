import { fromJson } from "#db/columns.ts";
import { formatInstant, type Instant, MINUTE } from "#kernel/instant.ts";
import { displayPhone } from "#kernel/phone.ts";
import { timeLabel } from "#kernel/time-label.ts";
import { zoneWords } from "#kernel/zone-words.ts";
import type { Zone } from "#kernel/zone.ts";
import { type Booking, changeDeadline, manageLink, mayChange, serviceNames } from "#modules/booking/index.ts";
import { getPolicies, getProfile } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { bookHref } from "#modules/portal/book-address.ts";
import { dayTitle, momentInSentence } from "#modules/portal/day-words.ts";
import { shortDuration } from "#modules/portal/duration-words.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { depositWords, priceWords } from "#modules/portal/offer-words.ts";
import { type Shell, shellOf, type Site } from "#modules/portal/shell.ts";

import { calendarLinks } from "./calendar-links.ts";
import { isOneOfMany, type SeriesView, seriesView } from "./series-view.ts";
import { type SoonerView, soonerView } from "./sooner.ts";
import { stateOf, type VisitState } from "./visit-state.ts";

/** A visit as its customer sees it. */
export type VisitPage = {
  readonly shell: Shell;
  readonly state: VisitState;
  readonly heading: string;
  readonly notice: Notice | undefined;
  readonly card: VisitCard;
  /** What may still be changed; undefined if nothing. */
  readonly change: ChangeView | undefined;
  /** For an upcoming visit: ways to add it to a calendar. */
  readonly calendar: CalendarView | undefined;
  /** For a visit that may be changed: the link to ask for an earlier time, or to the status of that wish. */
  readonly sooner: SoonerView | undefined;
  /** For a recurring visit: the others. */
  readonly series: SeriesView | undefined;
  readonly againHref: string;
  /** How the customer will be notified, and how they find this page again. */
  readonly told: string | undefined;
  readonly link: string;
};

/** When, where, what, with whom, and the price. */
export type VisitCard = {
  readonly day: string;
  readonly time: string;
  readonly at: string;
  readonly zone: string;
  readonly service: string;
  readonly staff: string;
  readonly duration: string;
  /** For several services: when each starts, and with whom. */
  readonly parts: readonly { readonly time: string; readonly words: string }[];
  readonly price: string;
  readonly deposit: string | undefined;
  readonly customer: string;
  readonly notes: string;
};

export type CalendarView = {
  readonly fileHref: string;
  readonly google: string;
  readonly outlook: string;
};

export type ChangeView =
  | {
      readonly kind: "open";
      readonly moveHref: string;
      readonly cancelHref: string;
      readonly until: string;
    }
  | {
      readonly kind: "too_late";
      readonly text: string;
      /** The business's own words about it; may be empty. */
      readonly policy: string;
    };

export function visitPage(site: Site, booking: Booking, notice?: Notice): VisitPage {
  const { ctx, basePath } = site;
  const now = ctx.clock.now();
  const { zone } = calendarRules(ctx.db);
  const state = stateOf(booking.row, now);
  const { uid } = booking.row;
  return {
    shell: shellOf(site, HEADINGS[state]),
    state,
    heading: HEADINGS[state],
    notice,
    card: visitCard(zone, booking, now),
    change: state === "cancelled" || state === "past" ? undefined : changeView(site, booking, zone),
    calendar: state === "upcoming" ? calendarView(site, booking) : undefined,
    sooner: soonerView(site, booking),
    series: seriesView(site, booking),
    againHref: bookHref(basePath, { service: booking.items[0]?.service_id }),
    told: state === "upcoming" ? toldWords(site, booking) : undefined,
    link: manageLink(ctx, uid).manage_url,
  };
}

export const HEADINGS: Readonly<Record<VisitState, string>> = {
  upcoming: "You're booked",
  pending: "Almost booked",
  cancelled: "This visit is cancelled",
  past: "This visit is over",
};

/** Asks for confirmation before a visit is cancelled. */
export type CancelPage = {
  readonly shell: Shell;
  readonly card: VisitCard;
  readonly until: string;
  /** Whether it belongs to a series: then the form asks how many to cancel. */
  readonly isOfSeries: boolean;
  readonly action: string;
  readonly backHref: string;
};

export function cancelPage(site: Site, booking: Booking): CancelPage {
  const { ctx, basePath } = site;
  const now = ctx.clock.now();
  const { zone } = calendarRules(ctx.db);
  const backHref = `${basePath}/b/${booking.row.uid}`;
  return {
    shell: shellOf(site, "Cancel this visit"),
    card: visitCard(zone, booking, now),
    until: momentInSentence(zone, changeDeadline(booking), now),
    isOfSeries: isOneOfMany(site, booking),
    action: `${backHref}/cancel`,
    backHref,
  };
}

export function visitCard(zone: Zone, { row, items, customer }: Booking, now: Instant): VisitCard {
  const today = zone.localDateOf(now);
  const date = zone.localDateOf(row.start_at);
  return {
    day: dayTitle(date, today),
    time: `${timeLabel(zone, row.start_at)} – ${timeLabel(zone, row.end_at)}`,
    at: formatInstant(row.start_at),
    zone: zoneWords(zone, row.start_at),
    service: items.map((item) => fromJson(item.terms).service_name).join(", "),
    staff: [...new Set(items.map((item) => item.staff_name))].join(", "),
    duration: shortDuration((row.end_at - row.start_at) / MINUTE),
    parts:
      items.length < 2
        ? []
        : items.map((item) => ({
            time: timeLabel(zone, item.start_at),
            words: `${fromJson(item.terms).service_name} with ${item.staff_name}`,
          })),
    price: priceWords(row.price_cents, row.currency),
    deposit: depositWords(depositOf(items), row.currency),
    customer: customer.name,
    notes: row.notes,
  };
}

function depositOf(items: Booking["items"]): number {
  return items.reduce((sum, item) => sum + fromJson(item.terms).deposit_cents, 0);
}

function calendarView({ ctx, basePath }: Site, booking: Booking): CalendarView {
  const { uid, start_at: start, end_at: end } = booking.row;
  const { business_name: business, address } = getProfile(ctx.db);
  const title = `${serviceNames(booking)} at ${business}`;
  const place = address.replace(/\s+/g, " ");
  return { fileHref: `${basePath}/b/${uid}/visit.ics`, ...calendarLinks({ title, start, end, place }) };
}

function changeView({ ctx, basePath }: Site, booking: Booking, zone: Zone): ChangeView {
  const now = ctx.clock.now();
  const deadline = momentInSentence(zone, changeDeadline(booking), now);
  if (!mayChange(booking, now)) {
    const neverCould = changeDeadline(booking) < booking.row.created_at;
    const text = neverCould
      ? "It starts too soon to be moved or cancelled online."
      : `It could be moved or cancelled online until ${deadline}.`;
    return { kind: "too_late", text, policy: getPolicies(ctx.db).cancellation_text };
  }
  const here = `${basePath}/b/${booking.row.uid}`;
  return { kind: "open", moveHref: `${here}/move`, cancelHref: `${here}/cancel`, until: deadline };
}

function toldWords({ ctx }: Site, { customer }: Booking): string | undefined {
  const { country } = getProfile(ctx.db);
  const byText = customer.sms_consent_at !== null && customer.phone !== null;
  const ways = [
    customer.email,
    byText && customer.phone !== null ? displayPhone(customer.phone, country) : null,
  ];
  const known = ways.filter((way) => way !== null);
  return known.length === 0 ? undefined : `The details go to ${known.join(" and ")}.`;
}
