import {
  addDays,
  compareDates,
  daysBetween,
  dayOf,
  type LocalDate,
  parseLocalDate,
  weekdayOf,
} from "#kernel/local-date.ts";
import type { ConversationState } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

import { liveShown } from "./bases.ts";
import type { DraftRules } from "./draft-update.ts";

/**
 * "Thursday", when times of another week are being discussed, is in that week: one of the days shown, else
 * within the requested range, else in the week of the requested day.
 */
export function inContext(
  state: ConversationState,
  understood: Understanding,
  rules: DraftRules,
): Understanding {
  const [date, ...others] = understood.dates;
  const inWeek = date === undefined ? sameWeekdayIn(state, understood) : undefined;
  if (inWeek) return inWeek;
  if (understood.byMonthDay && date !== undefined && others.length === 0)
    return inSpokenMonth(state, understood, rules, date);
  if (!understood.byWeekday || date === undefined || others.length > 0) return understood;
  const today = rules.zone.localDateOf(rules.now);
  if (daysBetween(today, date) > 6) return understood;
  // On Saturday evening, "Saturday" is the next one.
  if (date === today && rules.isTodayOver === true) {
    const next = addDays(date, 7);
    return { ...understood, date: next, dates: [next] };
  }
  const meant =
    shownDay(state, date, rules) ??
    dayInRange(state, date) ??
    dayOfWeekSpokenOf(spokenOf(state, understood, rules), date, today);
  return meant === undefined ? understood : { ...understood, date: meant, dates: [meant] };
}

/** "Starting next week", of a visit every Friday, is the Friday of that week. */
function sameWeekdayIn(
  { draft }: ConversationState,
  { dateRange, ...understood }: Understanding,
): Understanding | undefined {
  const [date, ...others] = draft.dates;
  const { start, end } = dateRange ?? {};
  if (draft.repeat?.every !== "week" || date === undefined || others.length > 0) return undefined;
  if (start === undefined || (end !== undefined && daysBetween(start, end) > 6)) return undefined;
  const ahead = (daysBetween(mondayOf(start), start) - daysBetween(mondayOf(date), date)) * -1;
  const meant = addDays(start, ahead < 0 ? ahead + 7 : ahead);
  return { ...understood, date: meant, dates: [meant] };
}

/**
 * "The 21st", when times in April are being discussed, is in April, even if the 21st of this month comes
 * sooner.
 */
function inSpokenMonth(
  state: ConversationState,
  understood: Understanding,
  rules: DraftRules,
  date: LocalDate,
): Understanding {
  const spoken =
    spokenOf(state, understood, rules) ??
    liveShown(state, rules.now).map(({ start }) => rules.zone.localDateOf(start))[0];
  const meant = spoken && parseLocalDate(`${spoken.slice(0, 7)}${date.slice(7)}`);
  const today = rules.zone.localDateOf(rules.now);
  const isPossible = meant !== undefined && compareDates(meant, today) >= 0 && meant <= rules.lastDate;
  if (!isPossible) return understood;
  return { ...understood, date: meant, dates: [meant] };
}

function shownDay(state: ConversationState, date: LocalDate, rules: DraftRules): LocalDate | undefined {
  const days = liveShown(state, rules.now).map(({ start }) => rules.zone.localDateOf(start));
  if (days.includes(date)) return date;
  return days.find((day) => weekdayOf(day) === weekdayOf(date));
}

function dayInRange({ draft }: ConversationState, date: LocalDate): LocalDate | undefined {
  const { start, end } = draft.dateRange ?? {};
  if (start === undefined || end === undefined || daysBetween(start, end) > 13) return undefined;
  for (let day = start; day <= end; day = addDays(day, 1)) if (weekdayOf(day) === weekdayOf(date)) return day;
  return undefined;
}

/** The requested day, else the day of the visit to be moved. */
function spokenOf(
  { draft }: ConversationState,
  { intents }: Understanding,
  { visits, zone }: DraftRules,
): LocalDate | undefined {
  const [wished] = draft.dates;
  if (wished !== undefined) return wished;
  if (!intents.includes("reschedule") && draft.goal !== "reschedule") return undefined;
  const visit = visits.find(({ uid }) => uid === draft.bookingUid) ?? nextOfLast(visits);
  return visit && zone.localDateOf(visit.start);
}

/** The visit last discussed; for a series, its next visit. */
function nextOfLast(visits: DraftRules["visits"]): DraftRules["visits"][number] | undefined {
  const last = visits.at(-1);
  if (last?.seriesId === undefined) return last;
  return visits.reduce(
    (next, one) => (one.seriesId === last.seriesId && one.start < next.start ? one : next),
    last,
  );
}

function dayOfWeekSpokenOf(
  wished: LocalDate | undefined,
  date: LocalDate,
  today: LocalDate,
): LocalDate | undefined {
  // On a Friday, "Friday", about a visit next Thursday, is not today: that would be called today.
  const isNear = wished !== undefined && daysBetween(today, wished) <= (date === today ? 0 : 6);
  if (wished === undefined || isNear) return undefined;
  const day = addDays(mondayOf(wished), daysBetween(mondayOf(date), date));
  return compareDates(day, today) < 0 ? undefined : day;
}

function mondayOf(date: LocalDate): LocalDate {
  // Day 0 was a Thursday.
  return addDays(date, -((((dayOf(date) + 3) % 7) + 7) % 7));
}
