import { formatInstant, type Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { timeLabel } from "#kernel/time-label.ts";
import {
  type Booking,
  changeDeadline,
  itemsForMove,
  rulesForMove,
  staffForMove,
} from "#modules/booking/index.ts";
import { calendarRules, type Slot } from "#modules/calendar/index.ts";
import { AND } from "#modules/portal/book-address.ts";
import { servedBy } from "#modules/portal/chosen.ts";
import { fullDate, momentInSentence, momentWords } from "#modules/portal/day-words.ts";
import { findTimes, type FreeTime } from "#modules/portal/find-times.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { type Shell, shellOf, type Site } from "#modules/portal/shell.ts";
import { type TimeButton, type TimesView, timesView } from "#modules/portal/times-view.ts";
import { publicStaffList } from "#modules/staff/index.ts";

import { isOneOfMany } from "./series-view.ts";
import { type VisitCard, visitCard } from "./visit-page.ts";

/** The times that a visit can move to. */
export type MoveTimesPage = {
  readonly shell: Shell;
  readonly card: VisitCard;
  readonly notice: Notice | undefined;
  readonly alternatives: readonly TimeButton[];
  readonly times: TimesView;
  readonly rule: string;
  readonly form: { readonly action: string };
  readonly backHref: string;
};

/** Asks for confirmation before a visit is moved. */
export type MoveConfirmPage = {
  readonly shell: Shell;
  readonly card: VisitCard;
  readonly to: { readonly words: string; readonly start: string; readonly staff: string };
  /** Whether other visits of its series are still to come: then the form asks how many to move. */
  readonly isOfSeries: boolean;
  readonly action: string;
  readonly timesHref: string;
  readonly backHref: string;
};

export type MoveLook = { readonly date?: LocalDate | undefined; readonly week?: LocalDate | undefined };

export function moveTimesPage(
  site: Site,
  booking: Booking,
  look: MoveLook,
  { notice, alternatives = [] }: { readonly notice?: Notice; readonly alternatives?: readonly Slot[] } = {},
): MoveTimesPage {
  const { ctx } = site;
  const now = ctx.clock.now();
  const { zone } = calendarRules(ctx.db);
  const here = addressOf(site, booking);
  const search = searchFor(site, booking);
  return {
    shell: shellOf(site, "Move this visit"),
    card: visitCard(zone, booking, now),
    notice,
    alternatives: alternatives.map((slot) => ({
      start: formatInstant(slot.start),
      label: `${momentWords(zone, slot.start, now)} with ${search.nameOf(slot)}`,
    })),
    times: timesView(ctx.db, {
      ...search,
      except: booking.row.start_at,
      // Starts with the days around the visit itself; the nearest free time is offered alongside.
      date: look.date ?? (look.week === undefined ? zone.localDateOf(booking.row.start_at) : undefined),
      week: look.week,
      now,
      hrefOf: (day) => `${here}/move?${new URLSearchParams(day).toString()}`,
    }),
    rule: `Moving is free of charge until ${momentInSentence(zone, changeDeadline(booking), now)}.`,
    form: { action: `${here}/move` },
    backHref: here,
  };
}

/** Undefined if the visit cannot move there. */
export function moveConfirmPage(site: Site, booking: Booking, start: Instant): MoveConfirmPage | undefined {
  const { ctx } = site;
  const now = ctx.clock.now();
  const { zone } = calendarRules(ctx.db);
  const search = searchFor(site, booking);
  const date = zone.localDateOf(start);
  const query = { ...search, from: date, to: date, now, channel: "page" };
  const slot = findTimes(ctx.db, query, search).find((one) => one.start === start);
  if (!slot) return undefined;
  const here = addressOf(site, booking);
  return {
    shell: shellOf(site, "Move this visit"),
    card: visitCard(zone, booking, now),
    to: {
      words: `${fullDate(date, zone.localDateOf(now))}, ${timeLabel(zone, start)}`,
      start: formatInstant(start),
      staff: search.nameOf(slot),
    },
    isOfSeries: isOneOfMany(site, booking),
    action: `${here}/move`,
    timesHref: `${here}/move?date=${date}`,
    backHref: here,
  };
}

function addressOf({ basePath }: Site, { row }: Booking): string {
  return `${basePath}/b/${row.uid}`;
}

/** Searches under the visit's own terms; its own time does not block it. */
function searchFor({ ctx }: Site, booking: Booking) {
  const people = publicStaffList(ctx.db);
  const rules = calendarRules(ctx.db);
  const ignoreOwner = booking.row.uid;
  const [item, ...more] = booking.items;
  if (!item || more.length > 0) {
    return {
      serviceId: booking.items.map((one) => one.service_id).join(AND),
      items: itemsForMove(rules, booking, {}),
      ignoreOwner,
      rules,
      nameOf: (time: FreeTime) => servedBy(people, time),
    };
  }
  const own = rulesForMove(rules, item);
  return {
    serviceId: item.service_id,
    staffId: staffForMove(own, item, {}).staffId,
    ignoreOwner,
    rules: own,
    // The current person keeps the visit if possible.
    nameOf: (time: FreeTime) =>
      time.staffIds.includes(item.staff_id) ? item.staff_name : servedBy(people, time),
  };
}
