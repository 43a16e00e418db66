import { fromJson } from "#db/columns.ts";
import type { Instant } from "#kernel/instant.ts";
import { formatMoney } from "#kernel/money.ts";
import { displayPhone } from "#kernel/phone.ts";
import { spokenTime, timeLabel } from "#kernel/time-label.ts";
import { getZone, type Zone } from "#kernel/zone.ts";
import { clockWords } from "#kernel/zone-words.ts";
import {
  type Booking,
  findBooking,
  manageLink,
  serviceNames,
  staffNames,
  visitsCalendar,
} from "#modules/booking/index.ts";
import { getProfile } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Composed } from "./composed.ts";
import { composeWaitlistMessage, isAboutWaitlist } from "./compose-waitlist.ts";
import { composeHandedOver, isAboutConversation } from "./handed-over.ts";
import { composeModelBudget, isAboutModelBudget } from "./model-budget.ts";
import type { Message } from "./outbox-rows.ts";
import { type BookingMessageKind, planChannels } from "./plan-channels.ts";
import { isStillOfUse, type ReminderPayload } from "./plan-reminders.ts";
import type { SeriesPayload } from "./queue-messages.ts";
import { readyMail } from "./ready-mail.ts";
import { mailWords, textWords, type VisitWords } from "./words.ts";

/** Composes a message from what is true when it is sent; skipped if it would no longer be true or welcome. */
export function composeMessage(ctx: TenantContext, message: Message): Composed {
  if (isAboutWaitlist(message)) return composeWaitlistMessage(ctx, message);
  if (isAboutConversation(message)) return composeHandedOver(ctx, message);
  if (isAboutModelBudget(message)) return composeModelBudget(ctx, message);
  const booking = message.booking_uid === null ? undefined : findBooking(ctx.db, message.booking_uid);
  if (!booking) return { outcome: "skip", why: "the visit is gone" };
  const kind = message.kind as BookingMessageKind;
  const now = ctx.clock.now();
  const whyOf = (visit: Booking) =>
    whySkipped(visit, kind, message.channel, now) ??
    (kind === "booking_reminder" ? whyNotReminded(visit, message, now) : undefined);
  const visits = seriesOf(ctx, message, booking).filter((visit) => whyOf(visit) === undefined);
  const [first, ...others] = visits;
  if (!first) return { outcome: "skip", why: whyOf(booking) ?? "the visits are gone" };
  const words = visitWords(ctx, first, others);
  if (message.channel === "sms")
    return {
      outcome: "message",
      sent: { to: booking.customer.phone ?? "", body: textWords(kind, words) },
    };
  return mail(ctx, visits, kind, words);
}

/** The visits that a message is about: several if a series was booked or changed. */
function seriesOf(ctx: TenantContext, message: Message, booking: Booking): readonly Booking[] {
  const { visits } = JSON.parse(message.payload) as Partial<SeriesPayload>;
  if (!visits) return [booking];
  return visits.map((uid) => findBooking(ctx.db, uid)).filter((visit) => visit !== undefined);
}

/** SCHEDULING rule 14: status, start and consent are checked again at the time of sending. */
function whySkipped(
  { row, customer }: Booking,
  kind: BookingMessageKind,
  channel: string,
  now: Instant,
): string | undefined {
  const cancellation = kind === "booking_cancellation";
  if (cancellation !== (row.status === "cancelled")) return `the visit is ${row.status}`;
  if (now >= (cancellation ? row.end_at : row.start_at)) return "the time of the visit has passed";
  if (!planChannels(customer).some((open) => open === channel))
    return `the customer cannot be reached by ${channel}`;
  return undefined;
}

function whyNotReminded({ row }: Booking, message: Message, now: Instant): string | undefined {
  const reminder = JSON.parse(message.payload) as ReminderPayload;
  if (row.checked_in_at !== null) return "the customer is here";
  if (row.start_at !== reminder.start) return "the visit has moved";
  if (!isStillOfUse(reminder, now)) return "it is too late for this reminder";
  return undefined;
}

function mail(
  ctx: TenantContext,
  visits: readonly Booking[],
  kind: BookingMessageKind,
  visit: VisitWords,
): Composed {
  const envelope = { to: visits[0]?.customer.email ?? "", replyTo: getProfile(ctx.db).email };
  if (kind === "booking_reminder") return readyMail(ctx, mailWords(kind, visit), envelope);
  const change = kind === "booking_cancellation" ? "CANCEL" : "REQUEST";
  // An invitation is for one event (RFC 5546, 3.2.2), so several are published.
  const method = visits.length > 1 && change === "REQUEST" ? "PUBLISH" : change;
  return readyMail(ctx, mailWords(kind, visit), {
    ...envelope,
    calendar: { method, content: visitsCalendar(ctx, visits, method) },
  });
}

function visitWords(ctx: TenantContext, booking: Booking, others: readonly Booking[]): VisitWords {
  const profile = getProfile(ctx.db);
  const zone = getZone(profile.time_zone);
  const { row, customer } = booking;
  return {
    business: profile.business_name,
    customer: customer.name,
    service: serviceNames(booking),
    staff: staffNames(booking),
    parts: partLines(booking, zone),
    when: spokenTime(zone, row.start_at),
    others: others.map((other) => spokenTime(zone, other.row.start_at)),
    zone: clockWords(zone),
    price: priceWords(booking, others.length > 0),
    address: profile.address,
    phone: profile.phone && displayPhone(profile.phone, profile.country),
    manageUrl: manageLink(ctx, row.uid).manage_url,
  };
}

function priceWords({ row }: Booking, each: boolean): string {
  if (row.price_cents === 0) return "";
  return `${formatMoney(row.price_cents, row.currency)}${each ? " each" : ""}`;
}

function partLines({ items }: Booking, zone: Zone): readonly string[] {
  if (items.length < 2) return [];
  return items.map((item) => {
    const { service_name: service } = fromJson(item.terms);
    return `${timeLabel(zone, item.start_at)}: ${service} with ${item.staff_name}`;
  });
}
