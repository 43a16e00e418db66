import type { ErrorReason } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";
import type { PlacedDate } from "#modules/booking/index.ts";

import { momentWords } from "./day-words.ts";

/** A date of a series in a list: free, taken, or nonexistent. */
export type DateLine = {
  readonly tone: "free" | "taken" | "none";
  readonly words: string;
  readonly note: string;
};

/** The line for a date before anything is booked or moved. */
export function dateLine(zone: Zone, one: PlacedDate, now: Instant): DateLine {
  if (one.kind === "no_such_day") {
    const [year, month] = one.month.split("-").map(Number);
    const name = MONTHS.format(Date.UTC(year ?? 0, (month ?? 1) - 1, 1));
    return { tone: "none", words: name, note: "has no such day" };
  }
  if (one.kind === "placed") {
    return { tone: "free", words: momentWords(zone, one.parts[0]!.start, now), note: "free" };
  }
  const near = one.nearest ? `; nearest: ${momentWords(zone, one.nearest.start, now)}` : "";
  const note = `${REASONS[one.reason] ?? "not free"}${near}`;
  return { tone: "taken", words: momentWords(zone, one.start, now), note };
}

const MONTHS = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

const REASONS: Partial<Record<ErrorReason, string>> = {
  SLOT_TAKEN: "taken",
  SLOT_NOT_AVAILABLE: "not available",
  OUTSIDE_BOOKING_WINDOW: "can't be booked yet",
  TOO_SOON: "too soon",
  TIME_DOES_NOT_EXIST: "the clocks change then",
  PLAN_LIMIT: "no more online bookings",
  CUSTOMER_LIMIT: "more visits than one person can have",
};
