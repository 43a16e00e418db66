/** Visits: held, booked, moved, cancelled, never two at once. */

// Looking up and showing.
export { bookingAnswer, bookingRecordAnswer, manageAnswer } from "./answers.ts";
export { type Booking, type BookingItem, findBooking, getBooking, listBookings } from "./queries.ts";
export { bookingRecord, type BookingView, bookingView, manageLink, mayManage } from "./view.ts";
export { serviceNames, staffNames, visitCalendar, visitsCalendar } from "./visit-calendar.ts";

// What may be booked and changed, under which terms.
export { assertPlanIsNotSpent, isPlanSpent, VISITS_A_MONTH } from "./plan-limit.ts";
export { changeDeadline, isActive, mayChange, refuseChange } from "./plan-change.ts";
export { findOffer, rulesOfTerms, type ShownTerms } from "./terms.ts";
export { itemsForMove, onlyItem, rulesForMove, staffForMove, termsForMove } from "./move-rules.ts";
export { readStart } from "./read-start.ts";
export { type Refusal, refusalError } from "./refusals.ts";

// Holding.
export { holdSequence, holdSequenceInside } from "./hold-sequence.ts";
export {
  findLiveHold,
  type Hold,
  holdInside,
  type HoldOutcome,
  holdSlot,
  releaseHold,
  releaseInside,
} from "./hold-slot.ts";

// Booking, moving, cancelling; `…Inside` joins the caller's transaction.
export { type BookedOnce, bookOnce } from "./book-once.ts";
export { bookSlot, confirmBooking } from "./book-slot.ts";
export { cancelBooking, cancelInside } from "./cancel-booking.ts";
export { type Mark, markInside } from "./mark-booking.ts";
export { moveBooking, moveInside } from "./move-booking.ts";
export { isOccupancyConflict, occupy, vacate } from "./occupy.ts";
export { cancelAsOwner, markAsOwner, moveAsOwner } from "./owner-commands.ts";
export type { VisitWish } from "./wishes.ts";

// Series of visits.
export {
  bookSeries,
  bookSeriesInside,
  previewSeries,
  SeriesRefused,
} from "#modules/booking/series/book-series.ts";
export { cancelScoped, cancelSeries } from "#modules/booking/series/cancel-series.ts";
export type { Conflict } from "#modules/booking/series/conflicts.ts";
export {
  moveScoped,
  moveSeries,
  previewSeriesMove,
  SeriesCannotMove,
} from "#modules/booking/series/move-series.ts";
export type { OnConflict, PlacedDate } from "#modules/booking/series/place-series.ts";
export { MOST_VISITS, planSeries, type Repeat } from "#modules/booking/series/plan-series.ts";
export {
  type Scope,
  type SeriesVisit,
  visitsInScope,
  visitsOfSeries,
} from "#modules/booking/series/queries.ts";
export { choicesOf } from "#modules/booking/series/view.ts";
