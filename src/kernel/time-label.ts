import { type Instant, minutesOf } from "./instant.ts";
import { type LocalDate, weekdayOf } from "./local-date.ts";
import type { Zone } from "./zone.ts";

/**
 * Formats a start for people: `9:00 am`, in the zone's wall-clock time. If that time occurs twice on the day
 * (SCHEDULING rule 3), the zone's abbreviation follows: `1:30 am EDT`, `1:30 am EST`.
 */
export function timeLabel(zone: Zone, at: Instant): string {
  const minute = zone.minuteOfDay(at);
  const plain = formatTime(minute);
  const reading = zone.readLocal(zone.localDateOf(at), minute);
  return reading.kind === "twice" ? `${plain} ${nameOfOffset(zone, at, reading)}` : plain;
}

/** A minute of the day on the twelve-hour clock: `12:00 am`, `9:05 am`, `12:30 pm`. */
export function formatTime(minuteOfDay: number): string {
  const hour = Math.floor(minuteOfDay / 60);
  const minutes = String(minuteOfDay % 60).padStart(2, "0");
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? "am" : "pm"}`;
}

/** As `formatTime`, of `HH:MM`; `24:00` is midnight, `12:00 am`. */
export function formatClock(time: string): string {
  return formatTime(minutesOf(time) % (24 * 60));
}

/** The same text with no-break spaces in its times, so that no line begins with "pm". */
export function unbrokenTimes(text: string): string {
  return text.replaceAll(/(?<=\d) (?=[ap]m\b)/g, "\u00A0");
}

/** A date as it is spoken: `Monday 9 March`. */
export function spokenDate(date: LocalDate): string {
  const before = spoken.get(date);
  if (before !== undefined) return before;
  if (spoken.size >= MOST_SPOKEN) spoken.clear();
  const [, month = "", day = ""] = date.split("-");
  const words = `${WEEKDAY_NAMES[weekdayOf(date)]} ${Number(day)} ${MONTH_NAMES[Number(month) - 1]}`;
  spoken.set(date, words);
  return words;
}

/** A start as it is spoken: `Monday 9 March at 9:00 am`. */
export function spokenTime(zone: Zone, at: Instant): string {
  return `${spokenDate(zone.localDateOf(at))} at ${timeLabel(zone, at)}`;
}

/** Cached: most dates are within the next few months, and a list of times repeats each a dozen times. */
const spoken = new Map<LocalDate, string>();
const MOST_SPOKEN = 1000;

/** The zone's abbreviation at that instant (EDT, BST, GMT+11), if it tells the two occurrences apart. */
function nameOfOffset(
  zone: Zone,
  at: Instant,
  { earlier, later }: { readonly earlier: Instant; readonly later: Instant },
): string {
  for (const locale of ["en-US", "en-GB"]) {
    const name = zoneName(locale, zone.id, at);
    if (/^[A-Z]+$/.test(name) && zoneName(locale, zone.id, earlier) !== zoneName(locale, zone.id, later))
      return name;
  }
  return formatOffset(zone.offsetAt(at));
}

function zoneName(locale: string, timeZone: string, at: Instant): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

function formatOffset(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  const rest = minutes % 60 === 0 ? "" : `:${String(minutes % 60).padStart(2, "0")}`;
  return `GMT${offset < 0 ? "-" : "+"}${Math.floor(minutes / 60)}${rest}`;
}

const WEEKDAY_NAMES = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
} as const;

const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
