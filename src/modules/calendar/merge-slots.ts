import type { Instant } from "#kernel/instant.ts";

import type { Slot } from "./rules.ts";
import type { Search } from "./search.ts";
import type { StaffStarts } from "./staff-starts.ts";

/** People who are free at the same time; whoever adds the same person to the same team gets the same team. */
type Team = { readonly staffIds: readonly string[]; readonly with: (Team | undefined)[] };

/**
 * Everybody's starts as slots: one walk along all the sorted lists, which stops at each start that somebody
 * has. A month is thousands of steps here, so nothing is made in them but the slots.
 */
export function mergeSlots(search: Search, everyone: readonly StaffStarts[]): Slot[] {
  const { duration } = search.shape;
  const slots: Slot[] = [];
  const nobody: Team = { staffIds: [], with: [] };
  const next = everyone.map(() => 0);
  for (let start = firstStart(everyone), following = start; start < Infinity; start = following) {
    following = Infinity;
    let team = nobody;
    let seatsLeft = 0;
    for (let i = 0; i < everyone.length; i += 1) {
      const one = everyone[i]!;
      const { starts } = one;
      let at = next[i]!;
      if (at < starts.length && starts[at] === start) {
        at += 1;
        next[i] = at;
        team = team.with[i] ?? enlarge(team, i, one.staffId);
        seatsLeft = Math.max(seatsLeft, seatsAt(search, one, start));
      }
      if (at < starts.length && starts[at]! < following) following = starts[at]!;
    }
    slots.push({ start, end: start + duration, staffIds: team.staffIds, seatsLeft });
  }
  return slots;
}

function firstStart(everyone: readonly StaffStarts[]): Instant {
  return Math.min(Infinity, ...everyone.map(({ starts }) => starts[0] ?? Infinity));
}

function enlarge(team: Team, index: number, staffId: string): Team {
  const larger: Team = { staffIds: [...team.staffIds, staffId], with: [] };
  team.with[index] = larger;
  return larger;
}

function seatsAt(search: Search, { classes }: StaffStarts, start: Instant): number {
  const { capacity } = search.service;
  return classes.size === 0 ? capacity : (classes.get(start) ?? capacity);
}
