import type { Minute, Spans } from "#kernel/spans.ts";

import { freeStretches } from "./free-stretches.ts";
import { clockStarts, openingStarts } from "./grid.ts";
import { packedStarts } from "./packed.ts";
import { shortestService } from "./reach.ts";
import type { Search } from "./search.ts";
import { allDayMidnights } from "./windows.ts";

/** The clock grid, which everyone shares; undefined if each person has their own. */
export function sharedGrid(search: Search): readonly Minute[] | undefined {
  const { service, query } = search;
  if (query.anyStart === true) return clockStarts(search.pieces, search.opening, 1);
  if (service.slotAlignment !== "clock") return undefined;
  return clockStarts(search.pieces, search.opening, service.slotIntervalMinutes);
}

/** The grid counted from one person's free stretches; it covers all requested starts and may have more. */
export function ownGrid(search: Search, windows: Spans, busy: Spans): readonly Minute[] {
  const { service, shape, rules } = search;
  const stretches = freeStretches(windows, busy, shape);
  const midnights = allDayMidnights(rules.zone, windows);
  const starts = openingStarts(stretches, midnights, service.slotIntervalMinutes, search.asked);
  if (service.slotAlignment !== "packed") return starts;
  return packedStarts(starts, stretches, shape, shortestService(rules));
}
