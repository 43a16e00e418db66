import type { SlotRefusal } from "./find-slot.ts";
import { isOccupancyConflict } from "./occupy.ts";

/** Runs a write, and turns the database's refusal of an overlap into a `taken` outcome. */
export function refusingConflicts<Outcome>(write: () => Outcome): Outcome | SlotRefusal {
  try {
    return write();
  } catch (error) {
    return refusalOfConflict(error);
  }
}

/** The outcome for the database's refusal of an overlap. Throws any other error again. */
export function refusalOfConflict(error: unknown): SlotRefusal {
  if (isOccupancyConflict(error)) return { outcome: "taken", alternatives: [] };
  throw error;
}
