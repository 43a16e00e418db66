import type { Selectable } from "kysely";

import { fromJson } from "#db/columns.ts";
import type { OutboxTable } from "#db/tenant-tables.ts";
import { formatMoney } from "#kernel/money.ts";
import { spokenDate, timeLabel } from "#kernel/time-label.ts";
import { getZone } from "#kernel/zone.ts";
import { type Booking, findBooking, manageLink } from "#modules/booking/index.ts";
import { getProfile } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type BookingMessageKind, planChannels } from "./plan-channels.ts";
import type { SentDocument } from "./queries.ts";
import { mailWords, textWords, type VisitWords } from "./words.ts";

export type Composed =
  | { readonly outcome: "message"; readonly message: SentDocument }
  | { readonly outcome: "skip"; readonly why: string };

/** The words of a message, from what is true when it is sent; skipped when it would no longer be true or welcome. */
export function composeMessage(ctx: TenantContext, message: Selectable<OutboxTable>): Composed {
  const booking = message.booking_uid === null ? undefined : findBooking(ctx.db, message.booking_uid);
  if (!booking) return { outcome: "skip", why: "the visit is gone" };
  const kind = message.kind as BookingMessageKind;
  if ((kind === "booking_cancellation") !== (booking.row.status === "cancelled"))
    return { outcome: "skip", why: `the visit is ${booking.row.status}` };
  if (!planChannels(booking.customer).some((channel) => channel === message.channel))
    return { outcome: "skip", why: `the customer cannot be reached by ${message.channel}` };
  const words = visitWords(ctx, booking);
  if (message.channel === "sms")
    return {
      outcome: "message",
      message: { to: booking.customer.phone ?? "", body: textWords(kind, words) },
    };
  return { outcome: "message", message: { to: booking.customer.email ?? "", ...mailWords(kind, words) } };
}

function visitWords(ctx: TenantContext, booking: Booking): VisitWords {
  const profile = getProfile(ctx.db);
  const zone = getZone(profile.time_zone);
  const { row, items, customer } = booking;
  const [first] = items;
  return {
    business: profile.business_name,
    customer: customer.name,
    service: items.map((item) => fromJson(item.terms).service_name).join(" and "),
    staff: first?.staff_name ?? profile.business_name,
    when: `${spokenDate(zone.localDateOf(row.start_at))} at ${timeLabel(zone, row.start_at)}`,
    zone: zone.id,
    price: row.price_cents > 0 ? formatMoney(row.price_cents, row.currency) : "",
    address: profile.address,
    phone: profile.phone,
    manageUrl: manageLink(ctx, row.uid).manage_url,
  };
}
