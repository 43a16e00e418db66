import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { formatMoney } from "#kernel/money.ts";
import { displayPhone } from "#kernel/phone.ts";
import { formatClock, spokenDate, spokenTime, timeLabel } from "#kernel/time-label.ts";
import { getZone, type Zone } from "#kernel/zone.ts";
import { clockWords } from "#kernel/zone-words.ts";
import { findBooking } from "#modules/booking/index.ts";
import { getProfile } from "#modules/business/index.ts";
import { getCustomer } from "#modules/customers/index.ts";
import { getServiceRow } from "#modules/services/index.ts";
import { getStaffRow } from "#modules/staff/index.ts";
import {
  closedWhy,
  type EntryRow,
  findEntry,
  findOffer,
  findOpenOffer,
  getSlot,
  type OfferRow,
  waitlistLink,
} from "#modules/waitlist/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Composed } from "./composed.ts";
import type { Message } from "./outbox-rows.ts";
import { planChannels } from "./plan-channels.ts";
import type { WaitlistMessageKind, WaitlistPayload } from "./queue-waitlist.ts";
import { readyMail } from "./ready-mail.ts";
import { waitlistMail, waitlistText, type WaitlistWords } from "./waitlist-words.ts";

/** Whether a message is about the waitlist rather than a visit. */
export function isAboutWaitlist({ kind }: Message): boolean {
  return kind.startsWith("waitlist_");
}

/** As `composeMessage`: skipped if the offer has ended, or the entry is closed. */
export function composeWaitlistMessage(ctx: TenantContext, message: Message): Composed {
  const about = JSON.parse(message.payload) as WaitlistPayload;
  const kind = message.kind as WaitlistMessageKind;
  const entry = findEntry(ctx.db, about.entry_id);
  const offer = about.offer_id === undefined ? undefined : findOffer(ctx.db, about.offer_id);
  if (!entry) return { outcome: "skip", why: "the entry is gone" };
  const why = whySkipped(ctx, kind, message.channel, entry, offer);
  if (why !== undefined) return { outcome: "skip", why };
  const customer = getCustomer(ctx.db, entry.customer_id);
  const words = wordsOf(ctx, entry, offer);
  if (message.channel === "sms")
    return { outcome: "message", sent: { to: customer.phone ?? "", body: waitlistText(kind, words) } };
  const { email: replyTo } = getProfile(ctx.db);
  return readyMail(ctx, waitlistMail(kind, words), { to: customer.email ?? "", replyTo });
}

function whySkipped(
  ctx: TenantContext,
  kind: WaitlistMessageKind,
  channel: string,
  entry: EntryRow,
  offer: OfferRow | undefined,
): string | undefined {
  const now = ctx.clock.now();
  if (kind === "waitlist_offer" && (offer?.state !== "open" || offer.expires_at <= now))
    return "the offer is over";
  if (entry.status === "booked") return "they have a visit";
  if (closedWhy(ctx, entry) !== null) return "they wait no more";
  const notGone = kind === "waitlist_gone" ? whyNotGone(ctx, channel, entry, offer) : undefined;
  if (notGone !== undefined) return notGone;
  if (!planChannels(getCustomer(ctx.db, entry.customer_id)).some((open) => open === channel))
    return `the customer cannot be reached by ${channel}`;
  return undefined;
}

/** Whether the offer was, or may have been, sent by this channel. */
function wasTold(db: TenantReads, offerId: string, channel: string): boolean {
  const state = db.first(stateOf({ key: `waitlist_offer/${offerId}/${channel}` }))?.state;
  return state === "sent" || state === "sending" || state === "unknown";
}

const stateOf = statement((p: { key: string }) =>
  build.selectFrom("outbox").select("state").where("dedupe_key", "=", p.key),
);

function whyNotGone(
  ctx: TenantContext,
  channel: string,
  entry: EntryRow,
  offer: OfferRow | undefined,
): string | undefined {
  if (!offer || offer.start_at <= ctx.clock.now()) return "the time has passed";
  if (!wasTold(ctx.db, offer.id, channel)) return "they were never told of the offer";
  // People who went along with a chain that others ended are asked again, alone or in another chain.
  if (findOpenOffer(ctx.db, entry.id)?.start_at === offer.start_at) return "they are offered it again";
  return undefined;
}

function wordsOf(ctx: TenantContext, entry: EntryRow, offer: OfferRow | undefined): WaitlistWords {
  const profile = getProfile(ctx.db);
  const zone = getZone(profile.time_zone);
  const staffId = offer?.staff_id ?? entry.staff_id;
  return {
    business: profile.business_name,
    customer: getCustomer(ctx.db, entry.customer_id).name,
    service: getServiceRow(ctx.db, entry.service_id).name,
    staff: staffId === null ? "" : getStaffRow(ctx.db, staffId).name,
    zone: clockWords(zone),
    address: profile.address,
    phone: profile.phone && displayPhone(profile.phone, profile.country),
    url: waitlistLink(ctx, entry.id).url,
    wanted: wantedTimes(entry),
    autoBook: entry.auto_book === 1,
    ...(offer && { offer: offerWords(ctx, zone, entry, offer) }),
  };
}

function offerWords(
  ctx: TenantContext,
  zone: Zone,
  entry: EntryRow,
  offer: OfferRow,
): NonNullable<WaitlistWords["offer"]> {
  const visit = entry.earlier_than === null ? undefined : findBooking(ctx.db, entry.earlier_than);
  return {
    when: spokenTime(zone, offer.start_at),
    price: offer.price_cents > 0 ? formatMoney(offer.price_cents, offer.currency) : "",
    until: spokenUntil(zone, offer.expires_at, ctx.clock.now()),
    ...(visit && { insteadOf: spokenTime(zone, visit.row.start_at) }),
    ...(offer.mode === "chain" && { together: true }),
    ...(offer.state === "withdrawn" && { endedBy: endedBy(ctx.db, offer) }),
  };
}

/** Who ended an offer that was withdrawn: a slot that is filled is somebody else's. */
function endedBy(
  db: TenantReads,
  { mode, slot_id: slot }: OfferRow,
): "others" | "somebody_else" | "business" {
  if (mode === "chain") return "others";
  return getSlot(db, slot).state === "filled" ? "somebody_else" : "business";
}

function spokenUntil(zone: Zone, at: Instant, now: Instant): string {
  return zone.localDateOf(at) === zone.localDateOf(now) ? timeLabel(zone, at) : spokenTime(zone, at);
}

/** `Monday 9 March to Friday 13 March, from 9:00 am to 12:00 pm` */
function wantedTimes(entry: EntryRow): string {
  const { start_date: first, end_date: last, from_time: from, to_time: to } = entry;
  const days =
    first === last
      ? spokenDate(first as LocalDate)
      : `${spokenDate(first as LocalDate)} to ${spokenDate(last as LocalDate)}`;
  const since = from === null ? "" : ` from ${formatClock(from)}`;
  const until = to === null ? "" : ` ${from === null ? "before" : "to"} ${formatClock(to)}`;
  return since + until === "" ? days : `${days},${since}${until}`;
}
