import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";

import { fromJson } from "#db/columns.ts";
import { getProfile } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Booking } from "./queries.ts";

/**
 * How a calendar treats the file: adds or moves a visit that it was invited to, removes it, or merely imports
 * it.
 */
export type CalendarMethod = "REQUEST" | "CANCEL" | "PUBLISH";

/**
 * The visit as an iCalendar file (RFC 5545), in UTC. Its UID is the visit's and its SEQUENCE the visit's
 * version, so a newer file moves or removes the entry of an older one (RFC 5546, 2.1.5). Without a `method`
 * it is for downloading. It does not contain the customer's link, because people share their calendars.
 */
export function visitCalendar(ctx: TenantContext, booking: Booking, method?: CalendarMethod): string {
  return visitsCalendar(ctx, [booking], method);
}

/** As `visitCalendar`, for several visits in one file. */
export function visitsCalendar(
  ctx: TenantContext,
  bookings: readonly Booking[],
  method?: CalendarMethod,
): string {
  const cancelled = bookings.every(({ row }) => row.status === "cancelled");
  const calendar = ical({
    prodId: { company: "Frontdesk", product: "Visits", language: "EN" },
    method: ICalCalendarMethod[method ?? (cancelled ? "CANCEL" : "PUBLISH")],
  });
  for (const booking of bookings) addVisit(ctx, calendar, booking);
  return calendar.toString();
}

function addVisit(ctx: TenantContext, calendar: ICalCalendar, booking: Booking): void {
  const { row, customer } = booking;
  const profile = getProfile(ctx.db);
  const cancelled = row.status === "cancelled";
  const event = calendar.createEvent({
    id: row.uid,
    sequence: row.version,
    start: new Date(row.start_at),
    end: new Date(row.end_at),
    stamp: new Date(row.updated_at),
    created: new Date(row.created_at),
    lastModified: new Date(row.updated_at),
    summary: `${serviceNames(booking)} at ${profile.business_name}`,
    description: description(booking, profile.phone),
    location: profile.address === "" ? null : profile.address,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
    organizer: { name: profile.business_name, email: profile.email ?? noReply(ctx) },
  });
  if (customer.email !== null)
    event.createAttendee({
      name: customer.name,
      email: customer.email,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    });
}

/** The services of a visit, as text. */
export function serviceNames({ items }: Booking): string {
  return inWords(items.map((item) => fromJson(item.terms).service_name));
}

/** The people who serve it, as text, each named once. */
export function staffNames({ items }: Booking): string {
  return inWords([...new Set(items.map((item) => item.staff_name))]);
}

/** `a`, `a and b`, `a, b and c`. */
function inWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${last}` : last;
}

function description(booking: Booking, phone: string | null): string {
  const staff = `With ${staffNames(booking)}.`;
  const call = phone === null ? "" : ` Or call ${phone}.`;
  return `${staff}\nTo move or cancel, follow the link in your confirmation.${call}`.trim();
}

/** The organizer's address, which iCalendar requires, for a business without one. */
function noReply(ctx: TenantContext): string {
  return `no-reply@${new URL(ctx.tenant.canonicalUrl).hostname}`;
}
