import { footprint, type Row } from "../consistency.ts";

import type { Past } from "./past.ts";

const MINUTE = 60_000;
/** No visit of these histories is longer, buffers included. */
const LONGEST = 3 * 60 * MINUTE;
/** Between these instants New York is at UTC−4, otherwise at UTC−5. */
const SUMMER = [Date.UTC(2026, 2, 8, 7), Date.UTC(2026, 10, 1, 6)] as const;
const USUAL_CUTOFF = 60;
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** A time that could be booked for somebody. */
export type Fit = { readonly staff: string; readonly start: number };

/** Weekday, date and time of day in New York: `2026-03-09` and `09:15`. */
export function localOf(at: number): { readonly date: string; readonly time: string; readonly day: string } {
  const isSummer = at >= SUMMER[0] && at < SUMMER[1];
  const local = new Date(at - (isSummer ? 4 : 5) * 60 * MINUTE);
  const [date, time] = [local.toISOString().slice(0, 10), local.toISOString().slice(11, 16)];
  return { date, time, day: DAYS[local.getUTCDay()] ?? "sun" };
}

/**
 * Every time that somebody who waits could have and that would use some of what was freed, by the rules of
 * SCHEDULING, start by start, on a clock grid and without notice.
 */
export function fitsFor(past: Past, entry: Row, times: readonly Row[], now: number): Fit[] {
  const service = past.service(entry["service_id"]);
  const able = service["staff_ids"] as string[];
  const wanted = wantedStaff(past, entry);
  const staff = able.filter((id) => wanted === null || wanted === id);
  const span = [
    Math.min(...times.map((time) => time["start_at"] as number)),
    Math.max(...times.map((time) => time["end_at"] as number)),
  ] as const;
  const earliest = Math.max(now + cutoff(past) * MINUTE, span[0] - LONGEST);
  const before = visitStart(past, entry, now);
  const grid = (service["slot_interval_minutes"] as number) * MINUTE;
  const fits: Fit[] = [];
  for (
    let start = Math.ceil(earliest / grid) * grid;
    start < Math.min(span[1] + LONGEST, before);
    start += grid
  ) {
    if (!isWanted(entry, start) || !isOpen(past, start, service["duration_minutes"])) continue;
    for (const one of staff)
      if (isFree(past, service, { staff: one, start }, times, now)) fits.push({ staff: one, start });
  }
  return fits;
}

/** Whether the business is open during a whole visit, by its hours as of this event. */
export function isOpen(past: Past, start: number, minutes: number): boolean {
  const [from, to] = [localOf(start), localOf(start + minutes * MINUTE)];
  const windows = (past.setting("hours")[from.day] ?? []) as [string, string][];
  return windows.some(([opens, closes]) => from.time >= opens && to.time <= closes && from.date === to.date);
}

function isWanted(entry: Row, start: number): boolean {
  const { date, time } = localOf(start);
  return (
    date >= entry["start_date"] &&
    date <= entry["end_date"] &&
    (entry["from_time"] === null || time >= entry["from_time"]) &&
    (entry["to_time"] === null || time < entry["to_time"])
  );
}

function isFree(
  past: Past,
  service: Row,
  { staff, start }: Fit,
  times: readonly Row[],
  now: number,
): boolean {
  const item = { start_at: start, service_id: service["id"], staff_id: staff };
  const rows = footprint("whoever waits", item, service["terms"]);
  const uses = rows.some((row) =>
    times.some(
      (time) =>
        time["subject_id"] === row.subject && time["start_at"] < row.end && row.start < time["end_at"],
    ),
  );
  return uses && rows.every((row) => past.taken.inTheWay(row, now).length === 0);
}

/** The person asked for, now or when the existing visit was booked. */
function wantedStaff(past: Past, entry: Row): string | null {
  const [item] = entry["earlier_than"] === null ? [] : past.itemsOf(entry["earlier_than"]);
  if (!item) return entry["staff_id"] as string | null;
  const choice = JSON.parse(item["staff_choice"]) as { rule: string };
  return choice.rule === "requested" ? (item["staff_id"] as string) : null;
}

/** Somebody with a visit only wants an earlier one, as long as the visit can still be moved. */
function visitStart(past: Past, entry: Row, now: number): number {
  if (entry["earlier_than"] === null) return Infinity;
  const visit = past.table("bookings").get(entry["earlier_than"]);
  return visit?.["status"] === "confirmed" && visit["start_at"] >= now ? visit["start_at"] : -Infinity;
}

function cutoff(past: Past): number {
  const waitlist = past.setting("policies")["waitlist"] as { cutoff_minutes?: number };
  return waitlist.cutoff_minutes ?? USUAL_CUTOFF;
}
