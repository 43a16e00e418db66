import { dateOfDay, dayOf, parseLocalDate } from "./local-date.ts";

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

const FORM = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;
const FIRST = 0;
const END = Date.UTC(2101, 0, 1);

/**
 * Parses `2026-03-09T13:00:00Z`, optionally with an offset (`+01:00`) and a fraction of a second (truncated
 * to milliseconds). Undefined for anything else: a missing offset, an impossible date or time, an instant
 * outside 1970–2100.
 */
export function parseInstant(text: string): Instant | undefined {
  const [, dateText = "", hours, minutes, seconds, fraction = "", sign, offsetHours, offsetMinutes] =
    FORM.exec(text) ?? [];
  const date = parseLocalDate(dateText, 1);
  if (date === undefined) return undefined;
  const time = timeOfDay(Number(hours), Number(minutes), Number(seconds));
  const offset = timeOfDay(Number(offsetHours ?? 0), Number(offsetMinutes ?? 0), 0);
  if (time === undefined || offset === undefined) return undefined;
  const milliseconds = Number(fraction.padEnd(3, "0").slice(0, 3));
  const at = dayOf(date) * DAY + time + milliseconds - (sign === "-" ? -offset : offset);
  return at >= FIRST && at < END ? at : undefined;
}

function timeOfDay(hours: number, minutes: number, seconds: number): number | undefined {
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return hours * HOUR + minutes * MINUTE + seconds * SECOND;
}

/** Formats an instant as `YYYY-MM-DDTHH:MM:SSZ`, truncated to the second. */
export function formatInstant(at: Instant): string {
  const day = Math.floor(at / DAY);
  const second = Math.floor((at - day * DAY) / SECOND);
  const minute = Math.floor(second / 60);
  return `${dateOfDay(day)}T${formatMinutes(minute)}:${twoDigits(second - minute * 60)}Z`;
}

/** Formats a minute of the day (0–1440) as `HH:MM`. */
export function formatMinutes(minute: number): string {
  const hour = Math.floor(minute / 60);
  return `${twoDigits(hour)}:${twoDigits(minute - hour * 60)}`;
}

/** The minute of the day of `HH:MM`, from `00:00` to `24:00`, whose form was checked before. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));

function twoDigits(n: number): string {
  return TWO_DIGITS[n] ?? String(n);
}
