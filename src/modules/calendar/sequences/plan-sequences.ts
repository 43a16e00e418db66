import { type Instant, MINUTE } from "#kernel/instant.ts";
import { intersectSpans, type Minute, type Spans } from "#kernel/spans.ts";
import { busyTime } from "#modules/calendar/busy.ts";
import { isFull } from "#modules/calendar/limits.ts";
import { ownGrid, sharedGrid } from "#modules/calendar/own-grid.ts";
import type { CalendarRules, Taken } from "#modules/calendar/rules.ts";
import { prepareSearch, type Search } from "#modules/calendar/search.ts";
import { holdsMinute } from "#modules/calendar/span-search.ts";
import { workingWindows } from "#modules/calendar/windows.ts";

import {
  type PartPerson,
  type PreparedPart,
  preparePart,
  queryOf,
  rulesOf,
  type SequenceQuery,
} from "./prepare-part.ts";
import { compareWays, isFreeBefore, type Onward, type Walk, walkOf } from "./continuations.ts";

/** A visit of several services that can be booked now, and who can serve its parts. */
export type SequencePlan = {
  readonly start: Instant;
  /** The last part's, without buffers. */
  readonly end: Instant;
  /** Total minutes of waiting between the parts. */
  readonly waiting: number;
  /** The parts, in order. */
  readonly parts: readonly PlannedPart[];
  /**
   * Who can serve a part (by its index) if `previous` serves the one before; each choice leads to an equally
   * good rest.
   */
  readonly staffFor: (part: number, previous: string | undefined) => readonly string[];
};

export type PlannedPart = { readonly serviceId: string; readonly start: Instant; readonly end: Instant };

/**
 * Every start at which these services can be had one after the other, with at most `LONGEST_WAIT` minutes
 * between two of them: for each start the arrangement with the least waiting, then the fewest changes of
 * person. Pure, like `planAvailability`. `taken` has what is busy for each of the items, in their order.
 *
 * The visit starts on the grid of its first service; the others may start at any minute. The longest notice
 * among them, the booking window and all limits apply to its start.
 */
export function planSequences(
  rules: CalendarRules,
  taken: readonly Taken[],
  query: SequenceQuery,
): SequencePlan[] {
  const searches = query.items
    .map((wish, i) => prepareSearch(rulesOf(rules, wish), taken[i]!, queryOf(query, wish)))
    .filter((search) => search !== undefined);
  const prepared = query.items
    .map((wish, i) => preparePart(rules, taken[i]!, query, wish))
    .filter((part) => part !== undefined);
  if (Math.min(searches.length, prepared.length) < query.items.length) return [];
  const asked = searches.reduce<Spans>(
    (all, search) => intersectSpans(all, search.asked),
    searches[0]!.asked,
  );
  return planDays(rules, searches, prepared, firstStarts(searches[0]!, prepared[0]!, asked));
}

/** Who can start when: on the grid, within the requested time, with the buffer before the visit. */
function firstStarts(
  search: Search,
  part: PreparedPart,
  asked: Spans,
): readonly (readonly [Minute, readonly PartPerson[]])[] {
  const shared = sharedGrid(search);
  const found = new Map<Minute, PartPerson[]>();
  for (const person of part.people) {
    const possible = intersectSpans(person.core, asked);
    for (const start of shared ?? gridOf(search, person)) {
      if (!holdsMinute(possible, start)) continue;
      if (!isFreeBefore(part, person, start, part.service.bufferBeforeMinutes)) continue;
      const others = found.get(start);
      if (others) others.push(person);
      else found.set(start, [person]);
    }
  }
  return [...found].toSorted(([a], [b]) => a - b);
}

function gridOf(search: Search, { rules: person, id }: PartPerson): readonly Minute[] {
  const windows = workingWindows(search.rules, person, search.opening, search.windowDays);
  return ownGrid(search, windows, busyTime(search.taken, id, search.query.ignoreOwner));
}

/**
 * Plans day by day, because a person's limit applies to the date on which the visit starts: the memoized
 * search holds for one date only.
 */
function planDays(
  rules: CalendarRules,
  searches: readonly Search[],
  prepared: readonly PreparedPart[],
  starts: ReturnType<typeof firstStarts>,
): SequencePlan[] {
  const visits = searches.find((search) => search.visits !== undefined)?.visits;
  const plans: SequencePlan[] = [];
  let [today, walk]: [number | undefined, Walk | undefined] = [undefined, undefined];
  for (const [start, people] of starts) {
    const day = rules.zone.dayOf(start * MINUTE);
    const mayServe = ({ id, rules: { limits } }: PartPerson): boolean =>
      visits === undefined || limits === undefined || !isFull(visits, id, limits, day);
    if (day !== today || !walk) [today, walk] = [day, walkOf(prepared, mayServe)];
    const plan = planStart(prepared, walk, start, people.filter(mayServe));
    if (plan) plans.push(plan);
  }
  return plans;
}

function planStart(
  prepared: readonly PreparedPart[],
  walk: Walk,
  start: Minute,
  people: readonly PartPerson[],
): SequencePlan | undefined {
  let best: Onward | undefined;
  let first: PartPerson[] = [];
  for (const person of people) {
    const way = walk(0, person, start);
    const order = way && best ? compareWays(way, best) : -1;
    if (!way || order > 0) continue;
    first = order === 0 ? [...first, person] : [person];
    best = way;
  }
  if (!best) return undefined;
  const starts = [start, ...best.starts];
  const parts = prepared.map(({ service }, i) => ({
    serviceId: service.id,
    start: starts[i]! * MINUTE,
    end: (starts[i]! + service.durationMinutes) * MINUTE,
  }));
  const staffFor = (part: number, previous: string | undefined): readonly string[] => {
    if (part === 0) return first.map(({ id }) => id);
    const person = prepared[part - 1]!.people.find(({ id }) => id === previous);
    const way = person && walk(part - 1, person, starts[part - 1]!);
    return way?.people.map(({ id }) => id) ?? [];
  };
  return { start: start * MINUTE, end: parts.at(-1)!.end, waiting: best.waiting, parts, staffFor };
}
