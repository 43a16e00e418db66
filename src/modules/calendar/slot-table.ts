import { MINUTE } from "#kernel/instant.ts";
import type { Minute } from "#kernel/spans.ts";
import type { DayPiece } from "#kernel/zone.ts";

import type { Slot } from "./rules.ts";

/**
 * Slots as columns, sorted by start. A month has a thousand, and most are only counted or serialized: making
 * an object of each would double the cost of finding them.
 */
export type SlotTable = {
  readonly starts: readonly Minute[];
  /** Index into `teams` of the people who can serve each start; at least as long as `starts`. */
  readonly teamAt: ArrayLike<number>;
  /** The most seats that any one of them has left. */
  readonly seatsAt: ArrayLike<number>;
  /** Staff ids, in the order of the rules. */
  readonly teams: readonly (readonly string[])[];
  /** In minutes, without buffers. */
  readonly duration: number;
  /** The dates that the slots lie on, in pieces of constant UTC offset. */
  readonly pieces: readonly DayPiece[];
};

export const NO_SLOTS: SlotTable = {
  starts: [],
  teamAt: [],
  seatsAt: [],
  teams: [],
  duration: 0,
  pieces: [],
};

/** The slots as objects. */
export function listSlots(table: SlotTable): Slot[] {
  return table.starts.map((_, i) => slotAt(table, i)!);
}

export function slotAt(table: SlotTable, index: number): Slot | undefined {
  const start = table.starts[index];
  if (start === undefined) return undefined;
  return {
    start: start * MINUTE,
    end: (start + table.duration) * MINUTE,
    staffIds: table.teams[table.teamAt[index]!]!,
    seatsLeft: table.seatsAt[index]!,
  };
}
