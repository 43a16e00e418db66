import { HOUR, type Instant, MINUTE } from "#kernel/instant.ts";
import { formatTime } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import type { Booking, BookingItem } from "#modules/booking/index.ts";

/**
 * A day at a glance: a row for each person, and the position of their visits in the day (`12.5%` of its
 * width).
 */
export type DayChart = {
  readonly hours: readonly { readonly left: string; readonly label: string }[];
  readonly rows: readonly { readonly name: string; readonly height: number; readonly bars: readonly Bar[] }[];
  /** Undefined if the current time is outside it. */
  readonly now: string | undefined;
};

export type Bar = {
  readonly left: string;
  readonly width: string;
  /** In pixels, from the top of the row. */
  readonly top: number;
  /** The customer's name, or the number of customers. */
  readonly label: string;
  readonly uid: string;
  readonly tone: (typeof TONES)[number];
};

/** The height of a lane, in pixels. */
const LANE = 36;
/**
 * Beyond this many hours, only every second one is labelled; if a long visit extends over two days, every
 * fourth.
 */
const MANY_HOURS = 12;

/** For a class, the first participant, and all of them. */
type Part = { readonly item: BookingItem; readonly bookings: readonly [Booking, ...Booking[]] };

/**
 * In order of precedence: a class takes the first tone that any of its visits has, so it is over once all
 * are.
 */
const TONES = ["late", "here", "coming", "over"] as const;

/** Undefined for fewer than two visits. */
export function planChart(visits: readonly Booking[], zone: Zone, now: Instant): DayChart | undefined {
  if (visits.length < 2) return undefined;
  const parts = partsOf(visits);
  const from = hourBefore(zone, Math.min(...parts.map(({ item }) => item.start_at)));
  const last = Math.max(...parts.map(({ item }) => item.end_at));
  const to = from + Math.ceil((last - from) / HOUR) * HOUR;
  const place = (at: Instant) => `${(((at - from) / (to - from)) * 100).toFixed(2)}%`;
  const bar = ({ item, bookings }: Part, lane: number): Bar => ({
    left: place(item.start_at),
    width: place(from + item.end_at - item.start_at),
    top: lane * LANE,
    label: bookings.length === 1 ? bookings[0].customer.name : `${bookings.length} people`,
    uid: bookings[0].row.uid,
    tone: TONES.find((tone) => bookings.some((one) => toneOf(one, now) === tone)) ?? "coming",
  });
  const people = [...Map.groupBy(parts, ({ item }) => item.staff_id).values()];
  return {
    hours: hoursOf(zone, from, to).map((at) => ({ left: place(at), label: hourWords(zone, at) })),
    rows: people
      .map((own) => {
        const lanes = lanesOf(own);
        const bars = own.map((part, i) => bar(part, lanes[i] ?? 0));
        return { name: own[0]!.item.staff_name, height: (Math.max(...lanes) + 1) * LANE, bars };
      })
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    now: now > from && now < to ? place(now) : undefined,
  };
}

/** Merges the visits of one class. */
function partsOf(visits: readonly Booking[]): Part[] {
  const parts = new Map<string, { item: BookingItem; bookings: [Booking, ...Booking[]] }>();
  for (const booking of visits) {
    for (const item of booking.items) {
      const same = `${item.staff_id} ${item.start_at} ${item.service_id}`;
      const known = parts.get(same);
      if (known) known.bookings.push(booking);
      else parts.set(same, { item, bookings: [booking] });
    }
  }
  return [...parts.values()].toSorted((a, b) => a.item.start_at - b.item.start_at);
}

/** Stacks overlapping parts: during processing time somebody else may be served. */
function lanesOf(parts: readonly Part[]): number[] {
  const ends: Instant[] = [];
  return parts.map(({ item }) => {
    const free = ends.findIndex((end) => end <= item.start_at);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.end_at;
    return lane;
  });
}

function hourBefore(zone: Zone, at: Instant): Instant {
  return at - (zone.minuteOfDay(at) % 60) * MINUTE;
}

function hoursOf(zone: Zone, from: Instant, to: Instant): Instant[] {
  const count = (to - from) / HOUR;
  const step = Math.ceil(count / MANY_HOURS);
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => from + i * step * HOUR);
}

function hourWords(zone: Zone, at: Instant): string {
  return formatTime(zone.minuteOfDay(at)).replace(":00", "");
}

function toneOf({ row }: Booking, now: Instant): Bar["tone"] {
  if (row.status === "completed" || row.status === "no_show") return "over";
  if (row.checked_in_at !== null) return "here";
  return row.start_at < now ? "late" : "coming";
}
