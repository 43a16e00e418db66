import { formatInstant, type Instant, SECOND } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { formatTime, timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import { type Booking, findBooking, manageLink } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { publicStaffList } from "#modules/staff/index.ts";
import {
  closedWhy,
  type EntryRow,
  type EntryView,
  entryView,
  findOpenOffer,
  type OfferRow,
  waitlistLink,
} from "#modules/waitlist/index.ts";

import { ANYONE, bookHref } from "./book-address.ts";
import { dayWords, fullDate, momentInSentence } from "./day-words.ts";
import { shortDuration } from "./duration-words.ts";
import type { Notice } from "./notice.ts";
import { priceWords } from "./offer-words.ts";
import { type Shell, shellOf, type Visit } from "./shell.ts";
import { howWords } from "./wait-page.ts";
import { zoneWords } from "./zone-words.ts";

/** How it stands with somebody who waits. */
export type WaitStatusPage = {
  readonly shell: Shell;
  readonly notice: Notice | undefined;
  readonly state: EntryView["status"];
  readonly heading: string;
  /** `You are the first in line.`; undefined for who waits no more. */
  readonly place: string | undefined;
  readonly words: string;
  /** What they wait for. */
  readonly wish: WishView;
  readonly offer: OfferView | undefined;
  readonly hereHref: string;
  /** To the visit that came of it, or the one that they would rather have sooner. */
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

export type OfferView = {
  readonly day: string;
  readonly time: string;
  readonly at: string;
  readonly zone: string;
  readonly service: string;
  readonly staff: string;
  readonly duration: string;
  readonly price: string;
  readonly until: { readonly label: string; readonly at: string; readonly seconds: number };
  /** When the visit is that moves to this time. */
  readonly insteadOf: string | undefined;
  /** Others have to agree as well; whether this one has. */
  readonly together: { readonly youAgreed: boolean } | undefined;
};

export function waitStatusPage(visit: Visit, entry: EntryRow, notice?: Notice): WaitStatusPage {
  const { ctx, basePath } = visit;
  const view = entryView(ctx, entry);
  const { zone } = calendarRules(ctx.db);
  const now = ctx.clock.now();
  const offer = view.offer ? findOpenOffer(ctx.db, entry.id) : undefined;
  const heading = view.offer?.together ? "A time can be made free for you" : HEADINGS[view.status];
  return {
    shell: shellOf(visit, heading),
    notice,
    state: view.status,
    heading,
    place: view.status === "waiting" ? placeWords(view.position ?? 1) : undefined,
    words: wordsOf(visit, entry, view),
    wish: wishView(visit, view, zone.localDateOf(now)),
    offer: offer && offerView(visit, zone, view, offer),
    hereHref: `${basePath}/w/${entry.id}`,
    visitHref: visitHref(visit, entry),
    againHref: bookHref(basePath, { service: entry.service_id, staff: entry.staff_id ?? ANYONE }),
    link: waitlistLink(ctx, entry.id).url,
  };
}

const HEADINGS: Readonly<Record<EntryView["status"], string>> = {
  waiting: "You are on the waitlist",
  offered: "A time has become free",
  booked: "You have a visit",
  closed: "You wait no more",
};

function wordsOf(visit: Visit, entry: EntryRow, view: EntryView): string {
  switch (view.status) {
    case "waiting":
      return howWords(visit);
    case "offered":
      return view.offer?.together ? togetherWords(view.offer.together) : "It is yours if you want it.";
    case "booked":
      return "The time that became free is yours.";
    case "closed":
      return CLOSED[closedWhy(visit.ctx, entry) ?? "left"] ?? "";
  }
}

/** What is theirs only if others agree as well, and how far they are. */
function togetherWords({ people, agreed, you_agreed: youAgreed }: Together): string {
  if (youAgreed) return `You have agreed, as ${agreed} of ${people} have. Nothing changes until all have.`;
  const others = people === 2 ? "somebody else agrees" : `${people - 1} others agree`;
  return `It is yours if you want it and ${others}, too.`;
}

type Together = NonNullable<NonNullable<EntryView["offer"]>["together"]>;

const CLOSED: Readonly<Record<string, string>> = {
  left: "You have left the waitlist.",
  removed: "You were taken off the waitlist. Please contact us if that is a surprise.",
  times_passed: "The times that you waited for have passed, and none of them became free for you.",
  visit_is_over: "The visit that you wanted to have sooner was cancelled, or is over.",
};

function placeWords(position: number): string {
  if (position === 1) return "You are the first in line.";
  return position === 2 ? "One other is before you." : `${position - 1} others are before you.`;
}

function wishView({ ctx }: Visit, view: EntryView, today: LocalDate): WishView {
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
  if (from === null) return to === null ? "Any time" : `Before ${spokenClock(to)}`;
  return to === null ? `From ${spokenClock(from)}` : `${spokenClock(from)} to ${spokenClock(to)}`;
}

function spokenClock(time: string): string {
  return formatTime((Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) % (24 * 60));
}

function offerView({ ctx }: Visit, zone: Zone, view: EntryView, offer: OfferRow): OfferView {
  const now = ctx.clock.now();
  const today = zone.localDateOf(now);
  const date = zone.localDateOf(offer.start_at);
  const words = dayWords(date, today);
  const full = fullDate(date, today);
  const moved = view.earlier_than === null ? undefined : findBooking(ctx.db, view.earlier_than);
  return {
    day: words === full ? full : `${words}, ${full}`,
    time: `${timeLabel(zone, offer.start_at)} – ${timeLabel(zone, offer.end_at)}`,
    at: formatInstant(offer.start_at),
    zone: zoneWords(zone, offer.start_at),
    service: view.service.name,
    staff: view.offer?.staff.name ?? "",
    duration: shortDuration(offer.duration_minutes),
    price: priceWords(offer.price_cents, offer.currency),
    until: untilView(zone, offer.expires_at, now),
    insteadOf: moved && momentInSentence(zone, moved.row.start_at, now),
    together: view.offer?.together && { youAgreed: view.offer.together.you_agreed },
  };
}

function untilView(zone: Zone, at: Instant, now: Instant): OfferView["until"] {
  const isToday = zone.localDateOf(at) === zone.localDateOf(now);
  return {
    label: isToday ? timeLabel(zone, at) : momentInSentence(zone, at, now),
    at: formatInstant(at),
    seconds: Math.ceil((at - now) / SECOND),
  };
}

function visitHref({ ctx, basePath }: Visit, entry: EntryRow): string | undefined {
  const uid = entry.booking_uid ?? entry.earlier_than;
  const booking: Booking | undefined = uid === null ? undefined : findBooking(ctx.db, uid);
  if (!booking) return undefined;
  const { uid: known } = booking.row;
  return `${basePath}/b/${known}?token=${manageLink(ctx, known).manage_token}`;
}
