import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate } from "#kernel/local-date.ts";
import { spokenDate, timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";

/** A date relative to today: `Today`, `Tomorrow`, `Monday 9 March`; with the year if it is another one. */
export function dayWords(date: LocalDate, today: LocalDate): string {
  if (date === today) return "Today";
  if (date === addDays(today, 1)) return "Tomorrow";
  return fullDate(date, today);
}

/** `Monday 9 March`; with the year if it is not the current one. */
export function fullDate(date: LocalDate, today: LocalDate): string {
  const year = date.slice(0, 4);
  return year === today.slice(0, 4) ? spokenDate(date) : `${spokenDate(date)} ${year}`;
}

/** A date as a heading: `Today, Monday 9 March`, `Tuesday 17 March`. */
export function dayTitle(date: LocalDate, today: LocalDate): string {
  const words = dayWords(date, today);
  const full = fullDate(date, today);
  return words === full ? full : `${words}, ${full}`;
}

/** An instant in words: `Today 3:30 pm`, `Monday 9 March, 9:00 am`. */
export function momentWords(zone: Zone, at: Instant, now: Instant): string {
  const day = dayWords(zone.localDateOf(at), zone.localDateOf(now));
  return `${day}${day.includes(" ") ? "," : ""} ${timeLabel(zone, at)}`;
}

/** `momentWords` for use within a sentence: `today 3:30 pm`. */
export function momentInSentence(zone: Zone, at: Instant, now: Instant): string {
  return momentWords(zone, at, now).replace(/^To/, "to");
}

/** A date on the strip of a week: `Mon`, `9`. */
export function stripDate(date: LocalDate): { weekday: string; day: string } {
  const [weekday = "", day = ""] = spokenDate(date).split(" ");
  return { weekday: weekday.slice(0, 3), day };
}

/** A range of days: `6 – 12 March`, `27 February – 5 March`. */
export function rangeWords(first: LocalDate, last: LocalDate): string {
  const [, firstDay = "", firstMonth = ""] = spokenDate(first).split(" ");
  const [, lastDay = "", lastMonth = ""] = spokenDate(last).split(" ");
  const from = firstMonth === lastMonth ? firstDay : `${firstDay} ${firstMonth}`;
  return `${from} – ${lastDay} ${lastMonth}`;
}
