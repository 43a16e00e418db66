import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";

/** Why a date or time was not settled, so that it has to be asked about. */
export type Doubt =
  /** The weekday and the date that were said are not the same day; these are the days that could be meant. */
  | { readonly why: "weekday_disagrees"; readonly days: readonly number[] }
  /** There is no such day (30 February). */
  | { readonly why: "no_such_date" };

/** What rules read from words. Days are day numbers, minutes are wall-clock minutes of a day. */
export type Value =
  | {
      readonly kind: "date";
      readonly day: number;
      /** What it was told by: a full date, a day of the month only, a weekday, or a distance from today. */
      readonly by: "calendar" | "day" | "weekday" | "distance";
      /** A weekday and nothing more: no "next", no "this". */
      readonly isBare?: boolean;
      /** The day from which something is moved to it. */
      readonly movedFrom?: number;
      readonly doubt?: Doubt;
    }
  /** Both ends belong to it; one may be open. */
  | { readonly kind: "dates"; readonly from?: number; readonly to?: number }
  /** `sure`: morning or afternoon was said, or the 24-hour clock; otherwise `minutes` is below 13:00. */
  | { readonly kind: "time"; readonly minutes: number; readonly sure: boolean }
  /** From, up to; one may be open. `sure` as above, for both. */
  | { readonly kind: "times"; readonly from?: number; readonly to?: number; readonly sure: boolean }
  /** A part of the day; `half` is the half of the clock in which its hours lie. */
  | {
      readonly kind: "daypart";
      readonly from: number;
      readonly to: number;
      readonly half: "am" | "pm" | "noon";
    }
  /** A time that stands at a distance from now, with its date. */
  | { readonly kind: "moment"; readonly day: number; readonly minutes: number }
  | { readonly kind: "reference"; readonly reference: Reference }
  | { readonly kind: "service"; readonly named: Named; readonly alternatives: readonly Named[] }
  | { readonly kind: "staff"; readonly named: Named; readonly alternatives: readonly Named[] }
  | { readonly kind: "text"; readonly text: string };

/** Words that mean something only beside what was offered before. */
export type Reference =
  /** The n-th of what was listed; -1 is the last. */
  | { readonly kind: "nth"; readonly n: number }
  /** So many minutes later than what was offered or chosen; negative is earlier. */
  | { readonly kind: "shift"; readonly minutes: number }
  | { readonly kind: "shift_days"; readonly days: number }
  /** The whole week so many after that one. */
  | { readonly kind: "shift_weeks"; readonly weeks: number }
  /** Some time later or earlier, it was not said by how much. */
  | { readonly kind: "direction"; readonly direction: "later" | "earlier" }
  | { readonly kind: "same_time" }
  | { readonly kind: "same_day" }
  | { readonly kind: "same_staff" }
  /** A person that was spoken of: her instead, with him. */
  | { readonly kind: "person"; readonly who: "her" | "him" | "them" }
  | { readonly kind: "anyone" }
  | { readonly kind: "earliest" };

/**
 * Small words that say how values beside them are meant: one more service, one more visit, for somebody else, any
 * day or time, any of what was shown, the latest there is, the nearest to what was wished for, a question that only the business can answer, something that is sold elsewhere, that something shall be noted, the same as in visits before, one service or another, a service beside what is not on the list, advice on what to do, no more messages, a person whom nobody here is called like, the number of a visit, that somebody is reached in another way now, that it has to wait, that their data shall go, nothing but this service, to speak to somebody who works here, how somebody is, that all may stay as it is, a visit that exists already, what shall be another (the time, the day); that it is asked whether somebody works then, that what was said before was wrong; and that somebody has not what was asked for, or loses patience.
 */
export const HINTS = [
  "also",
  "another",
  "for_other",
  "any_day",
  "any_time",
  "any_of_them",
  "latest",
  "lets_be",
  "existing_visit",
  "other_time",
  "other_day",
  "other_person",
  "other_service",
  "nearest",
  "asks_us",
  "common_service",
  "wants_note",
  "as_before",
  "either_service",
  "in_order",
  "next_too",
  "asks_when",
  "partly_listed",
  "wants_advice",
  "stop_messages",
  "unknown_person",
  "asks_reference",
  "changes_details",
  "puts_off",
  "wants_erasure",
  "only_these",
  "wants_colleague",
  "asks_how",
  "asks_presence",
  "corrects",
  "has_none",
  "annoyed",
  "complaint",
] as const;
export type Hint = (typeof HINTS)[number];

/** What a question about the business is about, where its own data answer it. */
export const TOPICS = [
  /** Whether they speak with a person. */
  "identity",
  "price",
  "duration",
  "hours",
  "address",
  "contact",
  "staff",
  /** Who serves the time that is spoken of. */
  "with_whom",
  "services",
  /** What a service is. */
  "description",
  /** Whether something is done here. */
  "offered",
  "cancellation",
  "late",
  "no_show",
  "payment",
  "deposit",
  /** Which of the services is the cheapest, the dearest, the quickest, the longest. */
  "cheapest",
  "dearest",
  "quickest",
  "longest",
  /** Whether they are reminded of a visit. */
  "reminder",
] as const;
export type Topic = (typeof TOPICS)[number];

/** Something that the business calls by name: a service with its aliases, a member of staff. */
export type Named = {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  /** How long it lasts, where it is something that is done. */
  readonly minutes?: number;
};

/** How a visit shall come again, as far as it was said. */
export type Repeating<Day = LocalDate> = {
  readonly every?: "week" | "month";
  /** Every so many of them. */
  readonly interval?: number;
  /** How many visits in all. */
  readonly count?: number;
  /** The last day that would do. */
  readonly until?: Day;
  /** How long from the first visit on. */
  readonly lasting?: { readonly count: number; readonly unit: "week" | "month" };
  /** As long as it can be had. */
  readonly open?: true;
  /** It comes again; how often was not said. */
  readonly standing?: true;
  /** In a way that cannot be had: every day, the first Tuesday of each month. */
  readonly other?: true;
  /** Not at all. */
  readonly once?: true;
  /** What shall become of the dates that are not free. */
  readonly onConflict?: "skip" | "nearest";
};

/** Which visits of several that belong together are meant. */
export type Scope = "this" | "this_and_later" | "all";

/** What the assistant asked last. */
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

/** Beside which words are understood. Nothing is read from anywhere else. */
export type Context = {
  readonly now: Instant;
  /** The business's zone: today, tomorrow and every time are those of its wall clock. */
  readonly zone: Zone;
  readonly asked?: Asked | undefined;
  readonly services?: readonly Named[] | undefined;
  readonly staff?: readonly Named[] | undefined;
  /** ISO 3166-1: how 3/4 is read, and telephone numbers. The United States' way when it is not known. */
  readonly country?: string | null | undefined;
  /** Whether the business serves at that wall-clock minute (of that day number, if it is known). */
  readonly isOpen?: ((minutes: number, day: number | undefined) => boolean) | undefined;
};

/** What rules see of the context. */
export type Reading = Context & {
  readonly today: number;
  readonly minute: number;
  /** 3/4 is the third of April. */
  readonly dayFirst: boolean;
};
