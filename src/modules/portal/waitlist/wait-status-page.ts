import { createHash } from "node:crypto";

import type { LocalDate } from "#kernel/local-date.ts";
import { formatClock } from "#kernel/time-label.ts";
import { type Booking, findBooking, manageLink } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { ANYONE, bookHref } from "#modules/portal/book-address.ts";
import { dayWords, fullDate } from "#modules/portal/day-words.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { type Shell, shellOf, type Site } from "#modules/portal/shell.ts";
import { HEADINGS, type VisitCard, visitCard } from "#modules/portal/visit/visit-page.ts";
import { stateOf, type VisitState } from "#modules/portal/visit/visit-state.ts";
import { publicStaffList } from "#modules/staff/index.ts";
import {
  closedWhy,
  type EntryRow,
  type EntryView,
  entryView,
  findOpenOffer,
  waitlistLink,
} from "#modules/waitlist/index.ts";

import { type OfferView, offerView } from "./wait-offer-view.ts";
import { howWords } from "./wait-page.ts";

/** The status of a waitlist entry. */
export type WaitStatusPage = {
  readonly shell: Shell;
  /** Changes whenever the page's contents do. */
  readonly version: string;
  /** If something can still change: when a browser without scripts reloads (`60;url=…`). */
  readonly live: { readonly refresh: string } | undefined;
  readonly notice: Notice | undefined;
  readonly state: EntryView["status"];
  readonly heading: string;
  /** `You're first in line.`; undefined for a closed entry. */
  readonly place: string | undefined;
  readonly words: string;
  /** What they wait for. */
  readonly wish: WishView;
  /** The visit that the entry led to. */
  readonly visit: VisitCard | undefined;
  readonly offer: OfferView | undefined;
  readonly hereHref: string;
  /** The link to the visit that the entry led to, or to the one that would move. */
  readonly visitHref: string | undefined;
  readonly againHref: string;
  readonly link: string;
};

export type WishView = {
  readonly service: string;
  readonly staff: string;
  readonly days: string;
  readonly times: string;
  readonly autoBook: boolean;
};

export function waitStatusPage(site: Site, entry: EntryRow, notice?: Notice): WaitStatusPage {
  const { ctx, basePath } = site;
  const view = entryView(ctx, entry);
  const { zone } = calendarRules(ctx.db);
  const now = ctx.clock.now();
  const open = view.offer ? findOpenOffer(ctx.db, entry.id) : undefined;
  const offer = open && offerView(site, zone, view, open);
  const booked = entry.booking_uid === null ? undefined : findBooking(ctx.db, entry.booking_uid);
  const heading = headingOf(view, booked && stateOf(booked.row, now));
  const hereHref = `${basePath}/w/${entry.id}`;
  const said = {
    state: view.status,
    heading,
    place: view.status === "waiting" ? placeWords(view.position ?? 1) : undefined,
    words: wordsOf(site, entry, view),
    wish: wishView(site, view, zone.localDateOf(now)),
    visit: booked && visitCard(zone, booked, now),
  };
  return {
    shell: shellOf(site, heading),
    notice,
    ...said,
    version: versionOf([said, offer && { ...offer, until: offer.until.at }]),
    live: isOpen(view) ? { refresh: `${refreshSeconds(offer)};url=${hereHref}` } : undefined,
    offer,
    hereHref,
    visitHref: visitHref(site, entry),
    againHref: bookHref(basePath, { service: entry.service_id, staff: entry.staff_id ?? ANYONE }),
    link: waitlistLink(ctx, entry.id).url,
  };
}

function isOpen({ status }: EntryView): boolean {
  return status === "waiting" || status === "offered";
}

/** Often enough for an offer that stands for minutes, and for what follows it. */
const REFRESH_SECONDS = 60;

function refreshSeconds(offer: OfferView | undefined): number {
  return offer ? Math.max(1, Math.min(REFRESH_SECONDS, offer.until.seconds + 1)) : REFRESH_SECONDS;
}

function versionOf(said: unknown): string {
  return createHash("sha256").update(JSON.stringify(said)).digest("base64url").slice(0, 12);
}

/** The visit that the entry led to may be over, or cancelled since. */
function headingOf({ status, offer }: EntryView, visit: VisitState | undefined): string {
  if (offer?.together) return "We can free up a time for you";
  return visit === undefined ? WAIT_HEADINGS[status] : HEADINGS[visit];
}

const WAIT_HEADINGS: Readonly<Record<EntryView["status"], string>> = {
  waiting: "You're on the waitlist",
  offered: "A time has opened up",
  booked: "You're booked",
  closed: "You're no longer on the waitlist",
};

function wordsOf(site: Site, entry: EntryRow, view: EntryView): string {
  switch (view.status) {
    case "waiting":
      return howWords(site);
    case "offered":
      return view.offer?.together ? togetherWords(view.offer.together) : "It's yours if you want it.";
    case "booked":
      return "";
    case "closed":
      return CLOSED[closedWhy(site.ctx, entry) ?? "left"] ?? "";
  }
}

/** For an offer that depends on others: how many of them have agreed. */
function togetherWords({ people, agreed, you_agreed: youAgreed }: Together): string {
  if (youAgreed && people === 2) return "You've agreed. Nothing changes until the other person does too.";
  if (youAgreed)
    return `You've agreed, and so have ${agreed - 1} of ${people - 1} others. Nothing changes until everyone has.`;
  const others = people === 2 ? "someone else agrees" : `${people - 1} others agree`;
  return `It's yours if you want it and ${others} too.`;
}

type Together = NonNullable<NonNullable<EntryView["offer"]>["together"]>;

const CLOSED: Readonly<Record<string, string>> = {
  left: "You've left the waitlist.",
  removed: "You were taken off the waitlist. Please contact us if that is a surprise.",
  times_passed: "The times you were waiting for have passed, and none of them opened up for you.",
  visit_is_over: "The visit you wanted sooner was cancelled or is over.",
};

function placeWords(position: number): string {
  if (position === 1) return "You're first in line.";
  return position === 2 ? "One person is ahead of you." : `${position - 1} people are ahead of you.`;
}

function wishView({ ctx }: Site, view: EntryView, today: LocalDate): WishView {
  const people = publicStaffList(ctx.db).filter((one) => one.service_ids.includes(view.service.id));
  const [first, last] = [view.start_date as LocalDate, view.end_date as LocalDate];
  return {
    service: view.service.name,
    staff: view.staff?.name ?? (people.length === 1 ? people[0]?.name : undefined) ?? "Anyone",
    days: first === last ? dayWords(first, today) : `${fullDate(first, today)} to ${fullDate(last, today)}`,
    times: clockWords(view.from_time, view.to_time),
    autoBook: view.auto_book,
  };
}

function clockWords(from: string | null, to: string | null): string {
  if (from === null) return to === null ? "Any time" : `Before ${formatClock(to)}`;
  return to === null ? `From ${formatClock(from)}` : `${formatClock(from)} to ${formatClock(to)}`;
}

function visitHref({ ctx, basePath }: Site, entry: EntryRow): string | undefined {
  const uid = entry.booking_uid ?? entry.earlier_than;
  const booking: Booking | undefined = uid === null ? undefined : findBooking(ctx.db, uid);
  if (!booking) return undefined;
  const { uid: known } = booking.row;
  return `${basePath}/b/${known}?token=${manageLink(ctx, known).manage_token}`;
}
