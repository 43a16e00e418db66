import type { Instant } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";

import { freeStretches } from "./free-stretches.ts";
import { clockStarts, openingStarts } from "./grid.ts";
import { packedStarts } from "./packed.ts";
import { shortestService } from "./reach.ts";
import type { Search } from "./search.ts";
import { allDayMidnights } from "./windows.ts";

/** The asked starts of a grid on the clock, which is the same for everyone; undefined if each has their own. */
export function sharedGrid(search: Search): readonly Instant[] | undefined {
  const { service, query } = search;
  if (query.anyStart === true) return clockStarts(search.pieces, search.opening, 1, search.earliest);
  if (service.slotAlignment !== "clock") return undefined;
  return clockStarts(search.pieces, search.opening, service.slotIntervalMinutes, search.earliest);
}

/** The asked starts of a grid that counts from one person's free stretches, in order. */
export function ownGrid(
  search: Search,
  windows: readonly Interval[],
  busy: readonly Interval[],
): readonly Instant[] {
  const { service, shape, rules } = search;
  const stretches = freeStretches(windows, busy, shape);
  const midnights = allDayMidnights(rules.zone, windows);
  const starts = openingStarts(stretches, midnights, service.slotIntervalMinutes, search.asked);
  const grid =
    service.slotAlignment === "packed"
      ? packedStarts(starts, stretches, shape, shortestService(rules))
      : starts;
  return grid.filter((start) => search.isAsked(start));
}
