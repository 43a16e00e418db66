/**
 * The calendar: when which service can be had, and from whom (docs of the rules: SCHEDULING). Everything that
 * offers, holds, books or moves a visit asks here, so that a start is listed exactly when it can be booked.
 */
export type {
  Availability,
  AvailabilityQuery,
  BusyAndCounted,
  CalendarRules,
  Occupied,
  OccupiedBySubject,
  Overrides,
  ServiceRules,
  Slot,
  SlotAlignment,
  StaffRules,
  Step,
  Taken,
  VisitCounts,
  VisitLimits,
  VisitTerms,
  WeeklyHours,
  Window,
  Windows,
} from "./rules.ts";

// Decisions: pure, with everything that they depend on passed in.
export { type Footprint, type FootprintRow, planFootprint, type Visit } from "./footprint.ts";
export {
  BUSINESS,
  type CountedPart,
  countVisits,
  daysToCount,
  limitedScopes,
  withoutLimits,
} from "./limits.ts";
export {
  type Check,
  type Clash,
  explainStart,
  type LimitCheck,
  type PersonChecks,
  type StartExplained,
  type TakenByRow,
} from "./explain-start.ts";
export { judgeStart, type Refusal, type StartQuery, type Verdict } from "./judge-start.ts";
export { planAlternatives } from "./plan-alternatives.ts";
export { planAvailability } from "./plan-availability.ts";
export { type Candidate, type FairChoice, planFairChoice } from "./plan-fair-choice.ts";
export { planReadSpan, planStartSpan } from "./reach.ts";
export { openingWindows, workingWindows } from "./windows.ts";

// Reading a business's file for them.
export {
  type AvailabilityOptions,
  findAvailability,
  findNextSlot,
  lastBookableDate,
} from "./find-availability.ts";
export { type Configuration, readConfiguration } from "./configuration.ts";
export { calendarRules } from "./load-rules.ts";
export { parseRules } from "./parse-rules.ts";
export { type KindedRow, MAX_SPAN, readKinds, readOccupied } from "./occupied.ts";
export { planCountedDays, readVisits } from "./read-visits.ts";
export { type SlotView, slotView } from "./slot-view.ts";
