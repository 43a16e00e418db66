import { formatInstant, type Instant, SECOND } from "#kernel/instant.ts";
import { timeLabel } from "#kernel/time-label.ts";
import { zoneWords } from "#kernel/zone-words.ts";
import type { Zone } from "#kernel/zone.ts";
import { findBooking } from "#modules/booking/index.ts";
import { dayTitle, momentInSentence } from "#modules/portal/day-words.ts";
import { shortDuration } from "#modules/portal/duration-words.ts";
import { priceWords } from "#modules/portal/offer-words.ts";
import type { Site } from "#modules/portal/shell.ts";
import type { EntryView, OfferRow } from "#modules/waitlist/index.ts";

/** A time that is held for somebody on the waitlist. */
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
  /** The time of the visit that would move. */
  readonly insteadOf: string | undefined;
  /** For a chain, in which others have to agree as well: whether this person has. */
  readonly together: { readonly youAgreed: boolean } | undefined;
};

export function offerView({ ctx }: Site, zone: Zone, view: EntryView, offer: OfferRow): OfferView {
  const now = ctx.clock.now();
  const today = zone.localDateOf(now);
  const date = zone.localDateOf(offer.start_at);
  const moved = view.earlier_than === null ? undefined : findBooking(ctx.db, view.earlier_than);
  return {
    day: dayTitle(date, today),
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
