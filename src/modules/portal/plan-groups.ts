import { formatInstant } from "#kernel/instant.ts";
import { timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import type { Slot } from "#modules/calendar/index.ts";

/** The times in one part of the day. */
export type TimeGroup = { readonly title: string; readonly times: readonly TimeView[] };
export type TimeView = {
  readonly start: string;
  readonly label: string;
  /** For a class: the places left. */
  readonly places: string | undefined;
};

/** The minute of the day at which each part starts. */
const PARTS = [
  ["Night", 0],
  ["Morning", 5 * 60],
  ["Afternoon", 12 * 60],
  ["Evening", 17 * 60],
] as const;

/** One day's slots by part of the day; empty parts are left out. */
export function planGroups(zone: Zone, slots: readonly Slot[], capacity: number): TimeGroup[] {
  const groups = Map.groupBy(slots, (slot) => partOf(zone.minuteOfDay(slot.start)));
  return PARTS.flatMap(([title]) => {
    const times = (groups.get(title) ?? []).map((slot) => timeView(zone, slot, capacity));
    return times.length === 0 ? [] : [{ title, times }];
  });
}

function partOf(minute: number): string {
  return PARTS.findLast(([, from]) => minute >= from)?.[0] ?? "Night";
}

function timeView(zone: Zone, slot: Slot, capacity: number): TimeView {
  const places = slot.seatsLeft === 1 ? "1 place left" : `${slot.seatsLeft} places left`;
  return {
    start: formatInstant(slot.start),
    label: timeLabel(zone, slot.start),
    places: capacity > 1 ? places : undefined,
  };
}
