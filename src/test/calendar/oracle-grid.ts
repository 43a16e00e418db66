import type { ServiceRules } from "#modules/calendar/index.ts";

import { type Scene, wholeDays } from "./oracle-hours.ts";
import { type Minute, type Minutes, noMinutes, wallClock } from "./oracle-time.ts";

/** The starts that the service's alignment allows a person, whether or not a visit fits. */
export function gridOf(scene: Scene, working: Minutes, busy: Minutes): Minutes {
  const { service, query } = scene;
  if (query.anyStart) return working;
  if (service.slotAlignment === "clock") return clockGrid(scene);
  const opening = openingGrid(scene, working, busy);
  return service.slotAlignment === "opening" ? opening : packedGrid(scene, opening, working, busy);
}

function clockGrid({ rules, service, horizon, asked }: Scene): Minutes {
  const grid = noMinutes(horizon);
  for (let minute = asked.first; minute < asked.end; minute += 1)
    if (wallClock(rules.zone.id, minute).minute % service.slotIntervalMinutes === 0) grid.add(minute);
  return grid;
}

/** Counts from the start of each free stretch, and anew from midnight on days without a closed minute. */
function openingGrid(scene: Scene, working: Minutes, busy: Minutes): Minutes {
  const { service, horizon } = scene;
  const midnights = wholeDays(scene, working);
  const before = staffMinutes(service)[0] ?? 0;
  const grid = noMinutes(horizon);
  let anchor = 0;
  let rowEnd = -Infinity;
  for (let minute = horizon.first; minute < horizon.end; minute += 1) {
    if (busy.has(minute)) rowEnd = minute + 1;
    if (busy.has(minute) || !working.has(minute)) continue;
    const begins = busy.has(minute - 1) || !working.has(minute - 1) || midnights.has(minute);
    if (begins) anchor = Math.max(minute, rowEnd - before);
    if (minute >= anchor && (minute - anchor) % service.slotIntervalMinutes === 0) grid.add(minute);
  }
  return grid;
}

function packedGrid(scene: Scene, opening: Minutes, working: Minutes, busy: Minutes): Minutes {
  const { service, rules, horizon } = scene;
  const active = [...rules.services.values()].filter((one) => one.active);
  const shortest = Math.min(...active.map((one) => one.durationMinutes));
  const isScrap = (minutes: number): boolean => minutes > 0 && minutes < shortest;
  const needed = staffMinutes(service);
  const from = needed[0] ?? 0;
  const to = (needed.at(-1) ?? service.durationMinutes - 1) + 1;
  const stretches = freeStretches(scene, working, busy);
  const latest = new Set(
    stretches.map((one) => Math.min(one.closing - service.durationMinutes, one.nextRow - to)),
  );
  const grid = noMinutes(horizon);
  for (let start = horizon.first; start < horizon.end; start += 1) {
    if (!opening.has(start) && !latest.has(start)) continue;
    const end = start + service.durationMinutes;
    const head = stretches.find((one) => one.first <= start && start < one.end);
    const tail = stretches.find((one) => one.first < end && end <= one.end);
    if (head && isScrap(start + from - head.first)) continue;
    if (tail && isScrap(tail.end - (start + to))) continue;
    grid.add(start);
  }
  return grid;
}

type Stretch = { readonly first: Minute; end: Minute; closing: Minute; nextRow: Minute };

function freeStretches({ horizon }: Scene, working: Minutes, busy: Minutes): Stretch[] {
  const stretches: Stretch[] = [];
  for (let minute = horizon.first; minute < horizon.end; minute += 1) {
    if (busy.has(minute) || !working.has(minute)) continue;
    const current = stretches.at(-1);
    if (current?.end === minute) current.end = minute + 1;
    else stretches.push({ first: minute, end: minute + 1, closing: 0, nextRow: Infinity });
  }
  for (const stretch of stretches) {
    stretch.closing = stretch.end;
    while (working.has(stretch.closing)) stretch.closing += 1;
    stretch.nextRow = stretch.end;
    while (stretch.nextRow < horizon.end && !busy.has(stretch.nextRow)) stretch.nextRow += 1;
  }
  return stretches;
}

/** The minutes, counted from a visit's start, in which it needs its staff member, buffers included. */
export function staffMinutes(service: ServiceRules): number[] {
  const minutes: number[] = [];
  for (let minute = -service.bufferBeforeMinutes; minute < 0; minute += 1) minutes.push(minute);
  let minute = 0;
  for (const step of service.steps) {
    for (let i = 0; i < step.minutes; i += 1, minute += 1) if (!step.staffFree) minutes.push(minute);
  }
  for (let i = 0; i < service.bufferAfterMinutes; i += 1, minute += 1) minutes.push(minute);
  return minutes;
}
