import { Temporal } from "temporal-polyfill";

import { DAY, type Instant, MINUTE } from "./instant.ts";
import type { Interval } from "./interval.ts";
import { dateOfDay, dayOf, type LocalDate } from "./local-date.ts";
import { coverYearOf, noSpans } from "./zone-spans.ts";

/** Which instant is meant if a local time occurs twice. */
export type Which = "earlier" | "later";

/** What a local time means in a zone: one instant, none (`change` is when the clock skipped it), or two. */
export type LocalReading =
  | { readonly kind: "once"; readonly at: Instant }
  | { readonly kind: "gap"; readonly change: Instant }
  | { readonly kind: "twice"; readonly earlier: Instant; readonly later: Instant };

/** A part of one local date with a constant offset. */
export type DayPiece = Interval & {
  /** The day number of the date. */
  readonly day: number;
  /** The date's 00:00 at this offset. */
  readonly midnight: Instant;
};

/**
 * One IANA zone. `minutes` are wall-clock minutes since 00:00 of a date; 1440 and above fall on later dates.
 */
export type Zone = {
  readonly id: string;
  /** Milliseconds ahead of UTC. */
  readonly offsetAt: (at: Instant) => number;
  /**
   * SCHEDULING rule 3: a skipped time gives the instant of the change, a repeated one the occurrence asked
   * for.
   */
  readonly localToInstant: (date: LocalDate, minutes: number, which: Which) => Instant;
  /** `localToInstant` for a day number. */
  readonly dayToInstant: (day: number, minutes: number, which: Which) => Instant;
  /** The strict reading, which tells whether a local time does not exist or occurs twice. */
  readonly readLocal: (date: LocalDate, minutes: number) => LocalReading;
  readonly localDateOf: (at: Instant) => LocalDate;
  /** `localDateOf` as a day number. */
  readonly dayOf: (at: Instant) => number;
  /** The wall-clock minute of the day, 0–1439. */
  readonly minuteOfDay: (at: Instant) => number;
  /** The first instant of a date: its midnight, or the change that skipped it. */
  readonly startOfDay: (date: LocalDate) => Instant;
  /**
   * The instants whose local date is in `fromDay`…`toDay` (day numbers, inclusive), in order of time. A date
   * is usually one piece. It is two if the offset changes during it, and they may even be apart if a clock is
   * set back across midnight (St John's until 2011).
   */
  readonly dayPieces: (fromDay: number, toDay: number) => DayPiece[];
};

const zones = new Map<string, Zone>();

/** The zone with this IANA name, in its registered spelling; undefined if there is none. */
export function findZone(id: string): Zone | undefined {
  const known = zones.get(id);
  if (known !== undefined) return known;
  if (!isZoneId(id)) return undefined;
  const zone = makeZone(id);
  zones.set(id, zone);
  return zone;
}

/** The zone with this IANA name; throws if there is none. For names that were validated when stored. */
export function getZone(id: string): Zone {
  const zone = findZone(id);
  if (zone === undefined) throw new RangeError(`No time zone is called ${JSON.stringify(id)}`);
  return zone;
}

/** Intl accepts any case, and offsets such as +05:00; here only the registered name of a place is a zone. */
function isZoneId(id: string): boolean {
  if (!/^[A-Z]/.test(id)) return false;
  try {
    Intl.DateTimeFormat("en", { timeZone: id });
  } catch {
    return false;
  }
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id).timeZoneId === id;
}

// No zone is more than 14 hours from UTC, nor ever was by more than 16.
const FAR = 16 * 3_600_000;

function makeZone(id: string): Zone {
  const spans = noSpans();
  const { starts, offsets } = spans;
  let last = 0;

  const startOf = (i: number): Instant => starts[i] ?? spans.end;
  const offsetOf = (i: number): number => offsets[i] ?? 0;

  /** The index of the stretch that contains `at`; tries the previous answer first. */
  function spanAt(at: Instant): number {
    if (at >= startOf(last) && at < startOf(last + 1)) return last;
    while (!(at >= startOf(0) && at < spans.end)) coverYearOf(spans, id, at);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (startOf(middle) <= at) low = middle;
      else high = middle - 1;
    }
    last = low;
    return low;
  }

  const offsetAt = (at: Instant): number => offsetOf(spanAt(at));

  /** `local` is the wall-clock time read as if it were UTC. */
  function instantOf(local: number, which: Which): Instant {
    const sure = local - offsetOf(last);
    if (sure - FAR * 2 >= startOf(last) && sure + FAR * 2 < startOf(last + 1)) return sure;
    spanAt(local + FAR);
    let found: Instant | undefined;
    for (let i = spanAt(local - FAR); i < starts.length; i += 1) {
      const at = local - offsetOf(i);
      if (at < startOf(i)) return found ?? startOf(i);
      if (at >= startOf(i + 1)) continue;
      if (which === "earlier") return at;
      found = at;
    }
    return found ?? spans.end;
  }

  const dayToInstant = (day: number, minutes: number, which: Which): Instant =>
    instantOf(day * DAY + minutes * MINUTE, which);

  function readLocal(date: LocalDate, minutes: number): LocalReading {
    const local = dayOf(date) * DAY + minutes * MINUTE;
    const earlier = instantOf(local, "earlier");
    if (earlier + offsetAt(earlier) !== local) return { kind: "gap", change: earlier };
    const later = instantOf(local, "later");
    return earlier === later ? { kind: "once", at: earlier } : { kind: "twice", earlier, later };
  }

  const dayAt = (at: Instant): number => Math.floor((at + offsetAt(at)) / DAY);

  function dayPieces(fromDay: number, toDay: number): DayPiece[] {
    const pieces: DayPiece[] = [];
    spanAt((toDay + 1) * DAY + FAR);
    for (let i = spanAt(fromDay * DAY - FAR); i < starts.length; i += 1) {
      const offset = offsetOf(i);
      const from = Math.max(startOf(i), fromDay * DAY - offset);
      const to = Math.min(startOf(i + 1), (toDay + 1) * DAY - offset);
      for (let midnight = Math.floor((from + offset) / DAY) * DAY - offset; midnight < to; midnight += DAY) {
        const [start, end] = [Math.max(from, midnight), Math.min(to, midnight + DAY)];
        if (start < end) pieces.push({ start, end, day: (midnight + offset) / DAY, midnight });
      }
    }
    return pieces;
  }

  return Object.freeze({
    id,
    offsetAt,
    localToInstant: (date: LocalDate, minutes: number, which: Which) =>
      dayToInstant(dayOf(date), minutes, which),
    dayToInstant,
    readLocal,
    localDateOf: (at: Instant) => dateOfDay(dayAt(at)),
    dayOf: dayAt,
    minuteOfDay: (at: Instant) => {
      const local = at + offsetAt(at);
      return Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE);
    },
    startOfDay: (date: LocalDate) => dayToInstant(dayOf(date), 0, "earlier"),
    dayPieces,
  });
}
