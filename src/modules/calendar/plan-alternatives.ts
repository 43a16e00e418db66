import type { Instant } from "#kernel/instant.ts";

import type { Slot } from "./rules.ts";

/**
 * Up to `count` of the slots nearest in time to a wanted start, nearest first. Ties go to slots with
 * `staffId` (the person asked for), then to the earlier one.
 */
export function planAlternatives<One extends Slot>(
  slots: readonly One[],
  wanted: Instant,
  count: number,
  staffId?: string,
): One[] {
  const distance = (slot: Slot): number => Math.abs(slot.start - wanted);
  const withOthers = (slot: Slot): number =>
    staffId === undefined || slot.staffIds.includes(staffId) ? 0 : 1;
  return slots
    .toSorted((a, b) => distance(a) - distance(b) || withOthers(a) - withOthers(b) || a.start - b.start)
    .slice(0, count);
}
