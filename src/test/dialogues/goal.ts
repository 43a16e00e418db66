import type { LocalDate } from "#kernel/local-date.ts";

/** The acceptable days of a visit. */
export type Days =
  | { readonly kind: "on"; readonly date: LocalDate }
  | { readonly kind: "either"; readonly dates: readonly [LocalDate, LocalDate] }
  /** Both ends inclusive; `called` is what people call the period, such as "next week". */
  | {
      readonly kind: "within";
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly called: readonly [string, ...string[]];
    }
  | { readonly kind: "any" };

/** The acceptable start times: wall-clock times, both ends inclusive. */
export type Times =
  | { readonly kind: "at"; readonly time: string }
  | { readonly kind: "between"; readonly from: string; readonly to: string }
  | { readonly kind: "after"; readonly time: string }
  | { readonly kind: "before"; readonly time: string }
  | { readonly kind: "part"; readonly part: "morning" | "afternoon" | "evening" }
  | { readonly kind: "soonest" }
  | { readonly kind: "any" };

/** A recurring visit: frequency and number in the customer's words, and the resulting dates. */
export type Series = {
  readonly often: readonly [string, ...string[]];
  readonly howMany: readonly [string, ...string[]];
  /** All of them including the first, without those that are not available. */
  readonly dates: readonly LocalDate[];
  /** What the customer says if some dates are taken. */
  readonly ifTaken?: readonly [string, ...string[]];
};

/** A visit that a customer wants. Names are those in the business's file. */
export type Wish = {
  readonly services: readonly [string, ...string[]];
  /**
   * Other names that people use for the services; the business's file has them, or something close, as
   * aliases.
   */
  readonly sayService?: readonly [string, ...string[]];
  readonly staff?: string;
  readonly days: Days;
  readonly times: Times;
  readonly series?: Series;
  /** The fallback if that is not available. */
  readonly orElse?: { readonly days: Days; readonly times: Times };
};

/** A side question, and what a correct answer must contain. */
export type SideQuestion = { readonly say: readonly [string, ...string[]]; readonly holds: RegExp };

/** Complications along the way, each at most once. */
export type Twist =
  /** Asks a side question, although the assistant asked something else. */
  | { readonly kind: "asks"; readonly question: SideQuestion; readonly when: "early" | "at_confirm" }
  /** Changes their mind, when times are offered or at the summary. */
  | { readonly kind: "changes_mind"; readonly to: Wish; readonly when: "at_slots" | "at_confirm" }
  /** "Yes, but at four." */
  | { readonly kind: "yes_but"; readonly to: Wish }
  /** Somebody else takes the chosen slot before the customer confirms. */
  | { readonly kind: "loses_the_slot" }
  /** Gave a mistyped e-mail address, and corrects it when it is read back. */
  | { readonly kind: "corrects_email"; readonly wrong: string }
  | { readonly kind: "declines" }
  /** Leaves the summary unanswered until it expires. */
  | { readonly kind: "dawdles"; readonly minutes: number };

export type Step =
  | { readonly act: "book"; readonly wish: Wish; readonly twists?: readonly Twist[] }
  | { readonly act: "ask"; readonly questions: readonly SideQuestion[] }
  | { readonly act: "cancel"; readonly wrongEmailFirst?: boolean; readonly twists?: readonly Twist[] }
  | { readonly act: "move"; readonly to: Wish; readonly twists?: readonly Twist[] }
  /** Cancels some of the visits booked earlier, and says which, at once or when asked. */
  | {
      readonly act: "drop";
      readonly say: readonly [string, ...string[]];
      readonly which: readonly [string, ...string[]];
      readonly gone: readonly LocalDate[];
    }
  | { readonly act: "look_up"; readonly holds: RegExp }
  | { readonly act: "wait"; readonly wish: Wish }
  | { readonly act: "person" };

export type Person = { readonly name: string; readonly email: string; readonly phone?: string };

/** The situation before the customer arrives. */
export type Before =
  /** Nobody works; `from` and `until` are local. */
  | {
      readonly kind: "away";
      readonly who: readonly string[] | "all";
      readonly from: string;
      readonly until: string;
    }
  /** The customer already has a visit. */
  | { readonly kind: "visit"; readonly service: string; readonly staff?: string; readonly start: string };

/** What a simulated customer wants. Whether they got it is read from the business's file afterwards. */
export type Goal = {
  readonly name: string;
  readonly business: "salon" | "dental" | "practice";
  readonly person: Person;
  readonly before?: readonly Before[];
  readonly steps: readonly [Step, ...Step[]];
};
