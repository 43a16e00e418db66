/**
 * The calendar: when a service can be had, and from whom (the rules are in SCHEDULING). Everything that
 * offers, holds, books or moves a visit asks here, so a start is listed exactly if it can be booked.
 */
export type {
  AvailabilityQuery,
  CalendarRules,
  Occupied,
  OccupiedBySubject,
  Overrides,
  ServiceRules,
  Slot,
  StaffRules,
  Taken,
  VisitCounts,
  VisitLimits,
  VisitTerms,
  WeeklyHours,
  Window,
  Windows,
} from "./rules.ts";

// Decisions: pure functions, everything they depend on is passed in.
export { type FootprintRow, planFootprint } from "./footprint.ts";
export { type CountedPart, countVisits, daysToCount, limitedScopes, withoutLimits } from "./limits.ts";
export type { Check, Clash, LimitCheck } from "./checks.ts";
export { explainStart } from "./explain-start.ts";
export { judgeStart, type Refusal } from "./judge-start.ts";
export { planAlternatives } from "./plan-alternatives.ts";
export { planAvailability } from "./plan-availability.ts";
export { planFairChoice } from "./plan-fair-choice.ts";
export { planStartSpan } from "./reach.ts";
export { openingWindows, workingWindows } from "./windows.ts";
export { type Stretch, withoutTaken } from "./without-taken.ts";

// Reading what those decisions need from a business's file.
export { findAvailability, findNextSlot, lastBookableDate } from "./find-availability.ts";
export type { Configuration } from "./configuration.ts";
export { keptUnder } from "#modules/calendar/kept/kept-under.ts";
export { calendarRules } from "./load-rules.ts";
export { parseRules } from "./parse-rules.ts";
export { type KindedRow, MAX_SPAN, readKinds, readOccupied } from "./occupied.ts";
export { readCandidates } from "./read-candidates.ts";
export { planCountedDays, readVisits } from "./read-visits.ts";
export { freeVisit, rowsOfVisits } from "./visit-rows.ts";
export { slotView } from "./slot-view.ts";

// Sequences: visits of several services, one after the other.
export { type CastPart, castSequence } from "#modules/calendar/sequences/cast-sequence.ts";
export { planRemainingBuffers } from "#modules/calendar/sequences/remaining-buffers.ts";
export type { SequenceQuery, ServiceWish } from "#modules/calendar/sequences/prepare-part.ts";
export { assertNoClasses, MOST_ITEMS } from "#modules/calendar/sequences/read-items.ts";
export {
  findNextSequence,
  findSequenceSlots,
  type SequenceSlot,
  sequenceSlotView,
} from "#modules/calendar/sequences/sequence-slots.ts";
export { readSequenceTaken } from "#modules/calendar/sequences/find-sequences.ts";
export { judgeSequence } from "#modules/calendar/sequences/judge-sequence.ts";
