import type { LocalDate } from "#kernel/local-date.ts";

import type { Hint, Named, Reference, Repeating, Scope, Topic } from "./values.ts";

/** What someone does by saying it. */
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

/** What someone wants. */
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

/** A date or a choice that has to be asked about before it is used. */
export type Question =
  | { readonly about: "date"; readonly why: "weekday_disagrees"; readonly candidates: readonly LocalDate[] }
  /** 31 November. */
  | { readonly about: "date"; readonly why: "no_such_date" }
  | { readonly about: "service" | "staff"; readonly why: "several"; readonly candidates: readonly Named[] };

/** `told`: said to be passed on ("please tell her …"); else it was only mentioned ("I have sensitive skin"). */
export type Note = {
  readonly text: string;
  readonly told: boolean;
  /** For a visit that they have: "add to my booking that …". */
  readonly ofVisit?: true;
};

/**
 * One of several visits, as far as it was said; without a `service` it is for what is wished for already. `from`: the time of the one before, where it has none of its own;
 * `isOther`: for somebody else than the one before.
 */
export type VisitSaid = {
  readonly service?: Named;
  readonly date?: LocalDate;
  readonly time?: number;
  readonly from?: number;
  readonly isOther: boolean;
};

/** A service, and those of whom any would do. */
export type Pair = { readonly serviceId: string; readonly staffIds: readonly string[] };

/** What was understood. Dates are the business's; times are wall-clock minutes of the day, up to 1440. */
export type Understanding = {
  readonly acts: readonly Act[];
  readonly intents: readonly Intent[];
  readonly date?: LocalDate;
  /** All dates that would do, in the order in which they were said: "Tuesday or Wednesday". */
  readonly dates: readonly LocalDate[];
  readonly refusedDates: readonly LocalDate[];
  /** What is moved to `date` was on this day. */
  readonly movedFrom?: LocalDate;
  /** The date was told by its weekday alone; the nearest one was taken. */
  readonly byWeekday?: true;
  /** `date` was told by its day of the month only: "the 21st". */
  readonly byMonthDay?: true;
  readonly time?: number;
  readonly times: readonly number[];
  /** Both days belong to it; one may be open. */
  readonly dateRange?: { readonly start?: LocalDate; readonly end?: LocalDate };
  readonly timeRange?: { readonly start?: number; readonly end?: number };
  readonly service?: Named;
  /** All that were named, in order. */
  readonly services: readonly Named[];
  readonly staff?: Named;
  /** Two or more, any of whom would do: "with Leo or June". `staff` is the first of them. */
  readonly staffs?: readonly Named[];
  /** Who shall do which of the services, where that was said of each. */
  readonly pairs?: readonly Pair[];
  /** Whom it shall not be: "anyone but Leo". */
  readonly refusedStaff?: readonly Named[];
  /** What shall not be done: "without the blow-dry". */
  readonly refusedServices?: readonly Named[];
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** For how many people, if that was said. */
  readonly people?: number;
  /** Several visits, wished for one by one, in order: the first is what the rest of this tells. */
  readonly visits?: readonly VisitSaid[];
  /** How it shall come again. */
  readonly repeat?: Repeating;
  /** Which visits of several that belong together. */
  readonly scope?: Scope;
  /** What shall be known before the visit, in their words. */
  readonly note?: Note;
  readonly references: readonly Reference[];
  readonly hints: readonly Hint[];
  readonly topics: readonly Topic[];
  readonly questions: readonly Question[];
};
