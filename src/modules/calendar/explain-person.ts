import { type Instant, MINUTE } from "#kernel/instant.ts";
import { overlaps } from "#kernel/interval.ts";
import { type Minute, type Spans, spansHold } from "#kernel/spans.ts";

import { busyTime, leavesUnit, rowsOf } from "./busy.ts";
import { type Check, type Clash, type Counted, type FullResource, limitCheck } from "./checks.ts";
import { ownGrid, sharedGrid } from "./own-grid.ts";
import type { Occupied, StaffRules } from "./rules.ts";
import type { Search } from "./search.ts";
import { staffStarts } from "./staff-starts.ts";
import { workingWindows } from "./windows.ts";

/**
 * Checks one person against a start, with the same building blocks that produce slots. `search` must cover
 * the start's date without notice, booking window or limits; undefined if there is nothing to search.
 */
export function checksOfPerson(person: StaffRules, search: Search | undefined, at: Counted): Check[] {
  const does = person.serviceIds.has(at.query.serviceId);
  const who: Check[] = [
    { rule: "staff_active", passed: person.active },
    { rule: "does_service", passed: does },
  ];
  if (!person.active || !does || search === undefined) return who;
  return [
    ...who,
    ...checksOfPlace(person, search, at.query.start),
    ...limitCheck("staff_limit", person.id, person.limits, at),
  ];
}

function checksOfPlace(person: StaffRules, search: Search, at: Instant): Check[] {
  const { service, seats, taken, query } = search;
  const start = at / MINUTE;
  const windows = workingWindows(search.rules, person, search.opening, search.windowDays);
  const shared = sharedGrid(search);
  const { open, classes } = staffStarts(search, person, shared);
  const joinsClass = classes.has(start);
  const isOpen = spansHold(open, start);
  const busy = joinsClass ? [] : clashes(search, person, at);
  const full = joinsClass ? [] : fullResources(search, at);
  const grid = shared ?? ownGrid(search, windows, busyTime(taken, person.id, query.ignoreOwner));
  const isOn = joinsClass || grid.includes(start);
  const cannotSay = !isOn && shared === undefined && (!isOpen || busy.length > 0);
  return [
    {
      rule: "hours",
      passed: isOpen,
      opening: around(search.opening, start),
      working: around(windows, start),
    },
    { rule: "free", passed: busy.length === 0, busy },
    { rule: "grid", passed: cannotSay ? null : isOn, joinsClass },
    ...(service.resourceIds.length > 0
      ? [{ rule: "resources", passed: full.length === 0, full } as const]
      : []),
    ...(service.capacity > 1 || seats > 1
      ? [
          {
            rule: "seats",
            passed: joinsClass || seats <= service.capacity,
            left: classes.get(start) ?? service.capacity,
          } as const,
        ]
      : []),
  ];
}

const MINUTES_A_DAY = 24 * 60;

/** The windows within a day before or after a minute. */
function around(windows: Spans, at: Minute): Spans {
  return windows.filter((_, i) => {
    const first = i - (i % 2);
    return windows[first]! < at + MINUTES_A_DAY && windows[first + 1]! > at - MINUTES_A_DAY;
  });
}

function clashes({ shape, taken, query }: Search, person: StaffRules, start: Instant): Clash[] {
  const visit = { start, end: start + shape.duration * MINUTE };
  const rows = rowsOf(taken, person.id, query.ignoreOwner).toSorted(byTime);
  return rows.flatMap((row) => {
    const met = shape.staffRuns.filter((run) =>
      overlaps(row, { start: start + run.from * MINUTE, end: start + run.to * MINUTE }),
    );
    return met.length === 0 ? [] : [{ row, meets: overlaps(row, visit) ? "visit" : "buffer" }];
  });
}

/** A stable order, whatever order the rows were read in. */
function byTime(a: Occupied, b: Occupied): number {
  return a.start - b.start || a.end - b.end || (a.ownerId < b.ownerId ? -1 : 1);
}

function fullResources({ service, rules, taken, shape, query }: Search, start: Instant): FullResource[] {
  const whole = { start: start + shape.whole.from * MINUTE, end: start + shape.whole.to * MINUTE };
  return [...new Set(service.resourceIds)].flatMap((resourceId) => {
    const quantity = rules.resources.get(resourceId)?.quantity ?? 0;
    const rows = rowsOf(taken, resourceId, query.ignoreOwner);
    if (quantity > 0 && leavesUnit(rows, NOBODY, whole, quantity)) return [];
    return [{ resourceId, quantity, rows: rows.filter((row) => overlaps(row, whole)) }];
  });
}

/** A claim that no row has: the visit does not exist yet. */
const NOBODY = "";
