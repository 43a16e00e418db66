import type { FastifyRequest } from "fastify";

import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate, parseLocalDate } from "#kernel/local-date.ts";
import { timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import { type Booking, listBookings, serviceNames, staffNames } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { dayTitle } from "#modules/portal/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type ContactWay, contactWays } from "./contact-ways.ts";
import { type Desk, deskOf } from "./desk.ts";
import { doneNotice, type Notice } from "./notice.ts";
import { type DayChart, planChart } from "./plan-chart.ts";

/** One day's visits, in order, each with what can be marked now. */
export type DayPage = {
  readonly desk: Desk;
  readonly notice: Notice | undefined;
  readonly heading: string;
  /** `26 visits: 3 done, 1 here, 22 to come`, `4 visits to come`; empty if there are none. */
  readonly summary: string;
  /** The day at a glance; undefined if there is little to show. */
  readonly chart: DayChart | undefined;
  /** The current local time, for the line between past and upcoming visits. */
  readonly now: string;
  /** Whether that line comes after all of them. */
  readonly endsNow: boolean;
  readonly action: string;
  /** Business date, `2026-03-09`. */
  readonly date: LocalDate;
  readonly earlierHref: string;
  readonly laterHref: string;
  /** The link to today; undefined on today's own page. */
  readonly todayHref: string | undefined;
  readonly visits: readonly DayVisit[];
  /** `2 were cancelled`; empty if none was. */
  readonly cancelled: string;
  readonly isCut: boolean;
};

type DayVisit = {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly customer: string;
  readonly contact: readonly ContactWay[];
  readonly what: string;
  readonly notes: string;
  readonly state: string;
  readonly tone: "good" | "calm" | "problem";
  readonly action: string;
  readonly version: number;
  readonly buttons: readonly { readonly does: Deed; readonly label: string }[];
  readonly mayCancel: boolean;
  /** The first visit of today that has not started. */
  readonly followsNow: boolean;
  /** Nothing remains to be done about it. */
  readonly isOver: boolean;
};

/** What can be marked on a visit. */
export const DEEDS = ["checked_in", "completed", "no_show", "cancel"] as const;
type Deed = (typeof DEEDS)[number];

/** More visits than any small business has in a day. */
const MOST = 200;

/** The visits that start on a business date, cancelled ones included. */
export function visitsOn(ctx: TenantContext, date: LocalDate): Booking[] {
  const { zone } = calendarRules(ctx.db);
  const [from, to] = [zone.startOfDay(date), zone.startOfDay(addDays(date, 1))];
  return listBookings(ctx.db, { from, to, limit: MOST + 1 });
}

/** Shows today if the date is missing or invalid. */
export function dayPage(request: FastifyRequest): DayPage {
  const { ctx, basePath } = request;
  const { zone } = calendarRules(ctx.db);
  const now = ctx.clock.now();
  const today = zone.localDateOf(now);
  const asked = (request.query as { readonly date?: unknown }).date;
  const date = (typeof asked === "string" ? parseLocalDate(asked) : undefined) ?? today;
  const all = visitsOn(ctx, date);
  const kept = all.slice(0, MOST).filter(({ row }) => row.status !== "cancelled");
  const cancelled = Math.min(all.length, MOST) - kept.length;
  const next = kept.find(({ row }) => row.start_at > now);
  const href = (day: LocalDate) => (day === today ? `${basePath}/day` : `${basePath}/day?date=${day}`);
  return {
    desk: deskOf(request, "/day", "Visits"),
    notice: doneNotice(request.query),
    heading: dayTitle(date, today),
    summary: summaryOf(kept, now),
    chart: planChart(kept, zone, now),
    now: timeLabel(zone, now),
    endsNow: date === today && kept.length > 0 && !next,
    action: `${basePath}/day`,
    date,
    earlierHref: href(addDays(date, -1)),
    laterHref: href(addDays(date, 1)),
    todayHref: date === today ? undefined : href(today),
    visits: kept.map((booking) => ({
      ...dayVisit(booking, { zone, now, basePath }),
      followsNow: date === today && booking === next,
    })),
    cancelled: cancelled === 0 ? "" : cancelled === 1 ? "1 was cancelled" : `${cancelled} were cancelled`,
    isCut: all.length > MOST,
  };
}

function dayVisit(
  booking: Booking,
  { zone, now, basePath }: { readonly zone: Zone; readonly now: Instant; readonly basePath: string },
): Omit<DayVisit, "followsNow"> {
  const { row, customer } = booking;
  const { label, tone } = stateOf(booking, now);
  return {
    uid: row.uid,
    start: timeLabel(zone, row.start_at),
    end: timeLabel(zone, row.end_at),
    customer: customer.name,
    // Customers who were served need not be called.
    contact: row.status === "completed" ? [] : contactWays(customer),
    what: `${serviceNames(booking)} with ${staffNames(booking)}`,
    notes: row.notes,
    state: label,
    tone,
    action: `${basePath}/day/${row.uid}`,
    version: row.version,
    buttons: zone.localDateOf(row.start_at) <= zone.localDateOf(now) ? buttonsOf(booking, now) : [],
    mayCancel: row.status === "confirmed" && row.start_at > now,
    isOver: row.status === "completed" || row.status === "no_show",
  };
}

type State = { readonly label: string; readonly tone: DayVisit["tone"]; readonly inSummary: string };

/** In the order in which the day's summary counts them. */
const STATES = {
  done: { label: "Done", tone: "good", inSummary: "done" },
  here: { label: "Here", tone: "good", inSummary: "here" },
  late: { label: "Not here yet", tone: "problem", inSummary: "not here yet" },
  expected: { label: "Expected", tone: "calm", inSummary: "to come" },
  unpaid: { label: "Awaiting payment", tone: "calm", inSummary: "to come" },
  unmarked: { label: "Not marked", tone: "problem", inSummary: "not marked" },
  missed: { label: "No-show", tone: "problem", inSummary: "missed" },
  cancelled: { label: "Cancelled", tone: "calm", inSummary: "cancelled" },
} as const satisfies Record<string, State>;

function summaryOf(visits: readonly Booking[], now: Instant): string {
  if (visits.length === 0) return "";
  const said = visits.map((booking) => stateOf(booking, now).inSummary);
  const words = new Set(Object.values(STATES).map(({ inSummary }) => inSummary));
  const counts = [...words]
    .map((word) => [said.filter((one) => one === word).length, word] as const)
    .filter(([count]) => count > 0);
  const all = visits.length === 1 ? "1 visit" : `${visits.length} visits`;
  return counts.length === 1
    ? `${all} ${counts[0]?.[1]}`
    : `${all}: ${counts.map((one) => one.join(" ")).join(", ")}`;
}

function stateOf({ row }: Booking, now: Instant): (typeof STATES)[keyof typeof STATES] {
  switch (row.status) {
    case "completed":
      return STATES.done;
    case "no_show":
      return STATES.missed;
    case "pending_payment":
      return STATES.unpaid;
    case "cancelled":
      return STATES.cancelled;
    case "confirmed":
      if (row.checked_in_at !== null) return STATES.here;
      if (row.end_at <= now) return STATES.unmarked;
      return row.start_at < now ? STATES.late : STATES.expected;
  }
}

/** On its day, a customer may be checked in early; nobody was served or missed a visit before its start. */
function buttonsOf({ row }: Booking, now: Instant): DayVisit["buttons"] {
  if (row.status !== "confirmed") return [];
  const hasBegun = row.start_at <= now;
  return [
    ...(row.checked_in_at === null && row.end_at > now
      ? [{ does: "checked_in", label: "Mark as here" } as const]
      : []),
    ...(hasBegun ? [{ does: "completed", label: "Mark as done" } as const] : []),
    ...(hasBegun && row.checked_in_at === null
      ? [{ does: "no_show", label: "Mark as no-show" } as const]
      : []),
  ];
}
