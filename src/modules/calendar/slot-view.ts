import { formatInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import { timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";

import type { Slot } from "./rules.ts";

/** A slot as the API shows it: instants in UTC, local time and label in the business's zone. */
export type SlotView = {
  readonly start: string;
  readonly end: string;
  readonly start_local: string;
  readonly label: string;
  readonly staff_ids: readonly string[];
  readonly seats_left: number;
};

export function slotView(zone: Zone, slot: Slot): SlotView {
  return {
    start: formatInstant(slot.start),
    end: formatInstant(slot.end),
    start_local: formatLocal(zone, slot.start),
    label: timeLabel(zone, slot.start),
    staff_ids: slot.staffIds,
    seats_left: slot.seatsLeft,
  };
}
