/** Visits: held, booked, moved, cancelled, never two at once. */
export { bookingAnswer, manageAnswer } from "./answers.ts";
export { bookingRecordAnswer } from "./answers.ts";
export { bookOnce, type BookedOnce } from "./book-once.ts";
export {
  bookSeries,
  bookSeriesInside,
  previewSeries,
  SeriesRefused,
} from "#modules/booking/series/book-series.ts";
export type { OnConflict, PlacedDate } from "#modules/booking/series/place-series.ts";
export { planSeries, type Repeat } from "#modules/booking/series/plan-series.ts";
export {
  cancelScoped,
  cancelSeries,
  moveScoped,
  moveSeries,
  previewSeriesMove,
  SeriesCannotMove,
} from "#modules/booking/series/change-series.ts";
export type { Conflict } from "#modules/booking/series/conflicts.ts";
export { MOST_VISITS } from "#modules/booking/series/plan-series.ts";
export {
  type Scope,
  type SeriesVisit,
  visitsInScope,
  visitsOfSeries,
} from "#modules/booking/series/queries.ts";
export { choicesOf } from "#modules/booking/series/view.ts";
export { bookSlot, confirmBooking } from "./book-slot.ts";
export type { BookingOutcome, BookingWish, ChainBookingWish, MoveWish, VisitWish } from "./wishes.ts";
export {
  cancelBooking,
  cancelInside,
  type CancelOutcome,
  type CancelWish,
} from "./cancel-booking.ts";
export type { SlotRefusal } from "./find-slot.ts";
export { holdChain, holdChainInside } from "./hold-chain.ts";
export {
  findLiveHold,
  type Hold,
  holdInside,
  type HoldOutcome,
  holdSlot,
  type HoldWish,
  releaseHold,
  releaseInside,
} from "./hold-slot.ts";
export { type Mark, markInside, type MarkOutcome } from "./mark-booking.ts";
export {
  moveBooking,
  moveInside,
  type MoveOutcome,
} from "./move-booking.ts";
export { itemsForMove, onlyItem, rulesForMove, staffForMove, termsForMove } from "./move-rules.ts";
export { isOccupancyConflict, occupy, vacate } from "./occupy.ts";
export { changeDeadline, type ChangeRefusal, planChange } from "./plan-change.ts";
export { assertPlanIsNotSpent, isPlanSpent } from "./entitlement.ts";
export { VISITS_A_MONTH } from "./plan-entitlement.ts";
export {
  type Booking,
  type BookingFilter,
  type BookingItem,
  findBooking,
  getBooking,
  listBookings,
} from "./queries.ts";
export { cancelAsOwner, markAsOwner, moveAsOwner } from "./owner-commands.ts";
export { readStart } from "./read-start.ts";
export { type Refusal, refusalError } from "./refusals.ts";
export { changeable } from "./rewrite-booking.ts";
export { findOffer, type Offer, rulesOfTerms, type ShownTerms } from "./terms.ts";
export {
  type BookingRecord,
  type BookingView,
  bookingRecord,
  bookingView,
  manageLink,
  mayManage,
} from "./view.ts";
export {
  type CalendarMethod,
  serviceNames,
  staffNames,
  visitCalendar,
  visitsCalendar,
} from "./visit-calendar.ts";
