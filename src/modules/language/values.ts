import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";

/** Why a date could not be resolved and has to be clarified. */
export type Doubt =
  /** Weekday and date contradict each other; `days` are the day numbers that may be meant. */
  | { readonly why: "weekday_disagrees"; readonly days: readonly number[] }
  /** There is no such day (30 February). */
  | { readonly why: "no_such_date" };

/** What rules read from words. Days are day numbers; minutes are wall-clock minutes of the day. */
export type Value =
  | {
      readonly kind: "date";
      readonly day: number;
      /** How it was given: a full date, a day of the month only, a weekday, or relative to today. */
      readonly by: "calendar" | "day" | "weekday" | "distance";
      /** A weekday alone, without "next" or "this". */
      readonly isBare?: boolean;
      /** The day before or after the one named before it, which is then not wanted itself. */
      readonly isBeside?: true;
      /** The day from which a visit is moved to this one. */
      readonly movedFrom?: number;
      readonly doubt?: Doubt;
    }
  /** Both ends inclusive; one may be open. */
  | { readonly kind: "dates"; readonly from?: number; readonly to?: number }
  /** `sure`: am, pm or the 24-hour clock was used; otherwise `minutes` is below 13:00. */
  | { readonly kind: "time"; readonly minutes: number; readonly sure: boolean }
  /** A time range; one end may be open. `sure` as above, for both. */
  | { readonly kind: "times"; readonly from?: number; readonly to?: number; readonly sure: boolean }
  /** A part of the day; `half` is the half of the clock its hours lie in. */
  | {
      readonly kind: "daypart";
      readonly from: number;
      readonly to: number;
      readonly half: "am" | "pm" | "noon";
    }
  /** A time given relative to now, with its date. */
  | { readonly kind: "moment"; readonly day: number; readonly minutes: number }
  | { readonly kind: "reference"; readonly reference: Reference }
  | { readonly kind: "service"; readonly named: Named; readonly alternatives: readonly Named[] }
  | { readonly kind: "staff"; readonly named: Named; readonly alternatives: readonly Named[] }
  | { readonly kind: "text"; readonly text: string };

/** Words that mean something only in relation to what was offered before. */
export type Reference =
  /** The nth item of what was listed; -1 is the last. */
  | { readonly kind: "nth"; readonly n: number }
  /** This many minutes later than what was offered or chosen; negative is earlier. */
  | { readonly kind: "shift"; readonly minutes: number }
  | { readonly kind: "shift_days"; readonly days: number }
  /** The whole week that many weeks after the one offered. */
  | { readonly kind: "shift_weeks"; readonly weeks: number }
  /** Later or earlier by an unspecified amount. */
  | { readonly kind: "direction"; readonly direction: "later" | "earlier" }
  | { readonly kind: "same_time" }
  | { readonly kind: "same_day" }
  | { readonly kind: "same_staff" }
  /** A person mentioned before: her instead, with him. */
  | { readonly kind: "person"; readonly who: "her" | "him" | "them" }
  | { readonly kind: "anyone" }
  | { readonly kind: "earliest" };

/** Signals that qualify the values beside them, or that acts and intents do not express. */
export const HINTS = [
  /** One more service in the same visit. */
  "also",
  /** One more visit. */
  "another",
  /** The visit is for somebody else. */
  "for_other",
  "any_day",
  "any_time",
  /** Any of the times shown. */
  "any_of_them",
  "latest",
  /** Everything is to stay as it is: "never mind". */
  "lets_be",
  /** Speaks of a visit that exists already. */
  "existing_visit",
  /** What is to change: the time, the day, who serves or what is done. */
  "other_time",
  "other_day",
  "other_person",
  "other_service",
  /** The time nearest to the one requested. */
  "nearest",
  /** A question that only the business can answer. */
  "asks_us",
  /** A service common in the trade but not on the list. */
  "common_service",
  "wants_note",
  /** The same as in earlier visits. */
  "as_before",
  /** One service or another; the customer has to be asked which. */
  "either_service",
  /** Days in order of preference: "Tuesday, or if not, Wednesday". */
  "in_order",
  /** A yes, together with a request for another visit. */
  "next_too",
  /** When the visit under discussion is. */
  "asks_when",
  /** A service on the list together with one that is not. */
  "partly_listed",
  "wants_advice",
  "stop_messages",
  /** A name that nobody on the staff has. */
  "unknown_person",
  /** The reference code of a visit. */
  "asks_reference",
  /** New or corrected contact details. */
  "changes_details",
  /** Postpones the decision: "let me check my calendar". */
  "puts_off",
  /** Deletion of personal data. */
  "wants_erasure",
  /** This service and no other. */
  "only_these",
  /** To speak to a member of staff. */
  "wants_colleague",
  /** "How are you?" */
  "asks_how",
  /** Whether somebody works at a given time. */
  "asks_presence",
  /** Corrects what was said before. */
  "corrects",
  /** Cannot give what was asked for: "I don't have one". */
  "has_none",
  "annoyed",
  "complaint",
] as const;
export type Hint = (typeof HINTS)[number];

/** What a question about the business is about, if the business's own data answer it. */
export const TOPICS = [
  /** Whether they are talking to a human. */
  "identity",
  "price",
  "duration",
  "hours",
  "address",
  "contact",
  "staff",
  /** Who serves the time under discussion. */
  "with_whom",
  "services",
  /** What a service includes. */
  "description",
  /** Whether something is offered here. */
  "offered",
  "cancellation",
  "late",
  "no_show",
  "payment",
  "deposit",
  /** Which service is the cheapest, dearest, quickest or longest. */
  "cheapest",
  "dearest",
  "quickest",
  "longest",
  /** Whether reminders are sent. */
  "reminder",
] as const;
export type Topic = (typeof TOPICS)[number];

/** Something the business calls by name: a service with its aliases, or a member of staff. */
export type Named = {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Duration, if it is a service. */
  readonly minutes?: number;
};

/** How a visit is to recur, as far as stated. */
export type Repeating<Day = LocalDate> = {
  readonly every?: "week" | "month";
  /** Every that many units. */
  readonly interval?: number;
  /** The total number of visits. */
  readonly count?: number;
  /** The last acceptable day. */
  readonly until?: Day;
  /** How long the series lasts, from the first visit. */
  readonly lasting?: { readonly count: number; readonly unit: "week" | "month" };
  /** No end: as long as it is available. */
  readonly open?: true;
  /** It recurs; how often was not said. */
  readonly standing?: true;
  /** A pattern that is not supported: daily, or the first Tuesday of each month. */
  readonly other?: true;
  /** Explicitly not recurring. */
  readonly once?: true;
  /** What to do about dates that are not free. */
  readonly onConflict?: "skip" | "nearest";
};

/** Which visits of a series are meant. */
export type Scope = "this" | "this_and_later" | "all";

/** What the assistant last asked for. */
export const ASKED = [
  "date",
  "time",
  "service",
  "staff",
  "name",
  "email",
  "phone",
  "confirm",
  "choice",
  "repeat_every",
  "repeat_until",
  "conflict",
  "scope",
] as const;
export type Asked = (typeof ASKED)[number];

/** The context in which words are understood. Nothing else is consulted. */
export type Context = {
  readonly now: Instant;
  /** The business's zone: today, tomorrow and all times are local to it. */
  readonly zone: Zone;
  readonly asked?: Asked | undefined;
  readonly services?: readonly Named[] | undefined;
  readonly staff?: readonly Named[] | undefined;
  /** ISO 3166-1 alpha-2; decides how 3/4 and phone numbers are read. If unknown, as in the United States. */
  readonly country?: string | null | undefined;
  /** Whether the business is open at that wall-clock minute (on that day, a day number, if known). */
  readonly isOpen?: ((minutes: number, day: number | undefined) => boolean) | undefined;
};

/** The context as rules see it. */
export type Reading = Context & {
  readonly today: number;
  readonly minute: number;
  /** 3/4 is 3 April. */
  readonly dayFirst: boolean;
};
