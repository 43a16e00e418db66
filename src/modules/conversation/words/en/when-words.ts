import type { Instant } from "#kernel/instant.ts";
import { formatMinutes } from "#kernel/instant.ts";
import { addDays, type LocalDate } from "#kernel/local-date.ts";
import { formatTime, spokenDate, timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";

/** Countries that use the 24-hour clock (ISO 3166-1); elsewhere am and pm. */
const TWENTY_FOUR: ReadonlySet<string> = new Set(
  "AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MC NL NO PL PT RO RS SE SI SK TR UA BR AR CL IL".split(
    " ",
  ),
);

/** How days and times are written: in the business's zone, with its country's clock. */
export type WhenWords = {
  /** `9:00 am`, or `09:00`; with the zone's name in a repeated hour. */
  readonly time: (at: Instant) => string;
  /** A wall-clock minute of no particular day. */
  readonly clock: (minutes: number) => string;
  /** `today, Friday 6 March`; `Tuesday 10 March`; with the year if it is not the current one. */
  readonly day: (date: LocalDate) => string;
  /** `Tuesday 10 March at 9:00 am`. */
  readonly moment: (at: Instant) => string;
};

export function whenWords(zone: Zone, country: string | null, now: Instant): WhenWords {
  const today = zone.localDateOf(now);
  const isTwentyFour = TWENTY_FOUR.has(country ?? "");
  const clock = (minutes: number): string =>
    isTwentyFour ? formatMinutes(minutes % 1440) : formatTime(minutes % 1440);
  const time = (at: Instant): string => {
    const label = timeLabel(zone, at);
    return isTwentyFour ? label.replace(/^\d+:\d+ [ap]m/, clock(zone.minuteOfDay(at))) : label;
  };
  const day = (date: LocalDate): string => {
    const year = date.slice(0, 4) === today.slice(0, 4) ? "" : ` ${date.slice(0, 4)}`;
    const named = `${spokenDate(date)}${year}`;
    if (date === today) return `today, ${named}`;
    return date === addDays(today, 1) ? `tomorrow, ${named}` : named;
  };
  const moment = (at: Instant): string => {
    const said = day(zone.localDateOf(at));
    return `${said}${said.startsWith("to") ? "," : ""} at ${time(at)}`;
  };
  return { time, clock, day, moment };
}
