import type { LocalDate } from "#kernel/local-date.ts";

import type { Hint, Named, Reference, Repeating, Scope, Topic } from "./values.ts";

/** Dialogue acts: what the speaker does by saying it. */
export const ACTS = [
  "affirm",
  "negate",
  "inform",
  "request",
  "request_alternatives",
  "select",
  "thank",
  "goodbye",
  "greet",
  "repeat",
  "human",
  "unknown",
] as const;
export type Act = (typeof ACTS)[number];

/** What the speaker wants. */
export const INTENTS = [
  "book",
  "reschedule",
  "cancel",
  "lookup",
  "faq",
  "availability",
  "waitlist",
  "out_of_scope",
] as const;
export type Intent = (typeof INTENTS)[number];

/** A date or choice that must be clarified before it is used. */
export type Question =
  | { readonly about: "date"; readonly why: "weekday_disagrees"; readonly candidates: readonly LocalDate[] }
  /** 31 November. */
  | { readonly about: "date"; readonly why: "no_such_date" }
  | { readonly about: "service" | "staff"; readonly why: "several"; readonly candidates: readonly Named[] };

/**
 * `told`: they asked to pass it on ("please tell her …"); otherwise only mentioned ("I have sensitive skin").
 */
export type Note = {
  readonly text: string;
  readonly told: boolean;
  /** For an existing visit: "add to my booking that …". */
  readonly ofVisit?: true;
};

/**
 * One of several visits, as far as stated; without a `service` it is for the one already requested. `time`:
 * minutes of the day. `from`: the time of the previous visit, if this one has none of its own; `isOther`: for
 * another person than the previous one.
 */
export type VisitSaid = {
  readonly service?: Named;
  readonly date?: LocalDate;
  readonly time?: number;
  readonly from?: number;
  readonly isOther: boolean;
};

/** A service, and the staff any of whom would do. */
export type Pair = { readonly serviceId: string; readonly staffIds: readonly string[] };

/**
 * What was understood. Dates are local to the business; times are wall-clock minutes of the day, up to 1440.
 */
export type Understanding = {
  readonly acts: readonly Act[];
  readonly intents: readonly Intent[];
  readonly date?: LocalDate;
  /** All acceptable dates, in the order given: "Tuesday or Wednesday". */
  readonly dates: readonly LocalDate[];
  readonly refusedDates: readonly LocalDate[];
  /** The visit to be moved to `date` was on this day. */
  readonly movedFrom?: LocalDate;
  /** The date was given as a bare weekday; the nearest one was taken. */
  readonly byWeekday?: true;
  /** `date` was given as a number of weeks from now, at least two. */
  readonly byDistance?: true;
  /** `date` was given as a day of the month only: "the 21st". */
  readonly byMonthDay?: true;
  readonly time?: number;
  readonly times: readonly number[];
  /** Both ends inclusive; one may be open. */
  readonly dateRange?: { readonly start?: LocalDate; readonly end?: LocalDate };
  readonly timeRange?: { readonly start?: number; readonly end?: number };
  readonly service?: Named;
  /** All services named, in order. */
  readonly services: readonly Named[];
  readonly staff?: Named;
  /** Two or more, any of whom would do: "with Leo or June". `staff` is the first. */
  readonly staffs?: readonly Named[];
  /** Who is to do which of the services, if stated for each. */
  readonly pairs?: readonly Pair[];
  /** Staff ruled out: "anyone but Leo". */
  readonly refusedStaff?: readonly Named[];
  /** Services left out: "without the blow-dry". */
  readonly refusedServices?: readonly Named[];
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** The number of people, if given. */
  readonly people?: number;
  /** Several visits requested one by one, in order; the other fields describe the first. */
  readonly visits?: readonly VisitSaid[];
  /** How the visit is to recur. */
  readonly repeat?: Repeating;
  /** Which visits of a series are meant. */
  readonly scope?: Scope;
  /** What staff should know before the visit, in the customer's words. */
  readonly note?: Note;
  readonly references: readonly Reference[];
  readonly hints: readonly Hint[];
  readonly topics: readonly Topic[];
  readonly questions: readonly Question[];
};
