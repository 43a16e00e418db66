import { Temporal } from "temporal-polyfill";

// The oracle's time: whole minutes since 1970 in UTC, with Temporal for everything about zones.

export const MINUTE = 60_000;

export type Minute = number;

/** The minutes from `first` up to, but not including, `end`. */
export type Horizon = { readonly first: Minute; readonly end: Minute };

/** A set of minutes within a horizon; minutes added outside it are dropped. */
export type Minutes = { readonly has: (minute: Minute) => boolean; readonly add: (minute: Minute) => void };

export function noMinutes({ first, end }: Horizon): Minutes {
  const marks = new Uint8Array(end - first);
  return {
    has: (minute) => marks[minute - first] === 1,
    add: (minute) => {
      marks[minute - first] = 1;
    },
  };
}

/** SCHEDULING rule 3: the edge of a window that lies `minutes` wall-clock minutes after a date's midnight. */
export function edge(
  zone: string,
  date: Temporal.PlainDate,
  minutes: number,
  which: "earlier" | "later",
): Minute {
  const wall = date.toPlainDateTime().add({ minutes });
  const there = wall.toZonedDateTime(zone, { disambiguation: which });
  if (there.toPlainDateTime().equals(wall)) return there.epochMilliseconds / MINUTE;
  const after = wall.toZonedDateTime(zone, { disambiguation: "later" });
  const change = after.add({ seconds: 1 }).getTimeZoneTransition("previous") ?? after;
  return change.epochMilliseconds / MINUTE;
}

/** The first minute of a date. */
export function firstMinute(date: Temporal.PlainDate, zone: string): Minute {
  return date.toZonedDateTime(zone).epochMilliseconds / MINUTE;
}

export function dateAt(instant: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
}

type Shown = { readonly date: string; readonly minute: number };

const clocks = new Map<string, Map<Minute, Shown>>();

/** What a calendar and a wall clock show at that minute. */
export function wallClock(zone: string, minute: Minute): Shown {
  const seen = clocks.get(zone) ?? new Map<Minute, Shown>();
  clocks.set(zone, seen);
  const before = seen.get(minute);
  if (before) return before;
  const there = Temporal.Instant.fromEpochMilliseconds(minute * MINUTE).toZonedDateTimeISO(zone);
  const shown = { date: there.toPlainDate().toString(), minute: there.hour * 60 + there.minute };
  seen.set(minute, shown);
  return shown;
}
