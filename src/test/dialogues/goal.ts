import type { LocalDate } from "#kernel/local-date.ts";

/** On which days a visit would do. */
export type Days =
  | { readonly kind: "on"; readonly date: LocalDate }
  | { readonly kind: "either"; readonly dates: readonly [LocalDate, LocalDate] }
  /** Both belong to it; `called` is how people call such a stretch, such as "next week". */
  | {
      readonly kind: "within";
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly called: readonly [string, ...string[]];
    }
  | { readonly kind: "any" };

/** At which times of the day it may begin: wall-clock times, both ends included. */
export type Times =
  | { readonly kind: "at"; readonly time: string }
  | { readonly kind: "between"; readonly from: string; readonly to: string }
  | { readonly kind: "after"; readonly time: string }
  | { readonly kind: "before"; readonly time: string }
  | { readonly kind: "part"; readonly part: "morning" | "afternoon" | "evening" }
  | { readonly kind: "soonest" }
  | { readonly kind: "any" };

/** That a visit shall come again: how often and how many, in their words, and on which days that is. */
export type Series = {
  readonly often: readonly [string, ...string[]];
  readonly howMany: readonly [string, ...string[]];
  /** All of them, the first included, without those that cannot be had. */
  readonly dates: readonly LocalDate[];
  /** What they say when some are not free. */
  readonly ifTaken?: readonly [string, ...string[]];
};

/** A visit that somebody wants. Names are those of the business's file. */
export type Wish = {
  readonly services: readonly [string, ...string[]];
  /** Other words for them that people use; the business's file has them as aliases or close to it. */
  readonly sayService?: readonly [string, ...string[]];
  readonly staff?: string;
  readonly days: Days;
  readonly times: Times;
  readonly series?: Series;
  /** What else would do if that is not to be had. */
  readonly orElse?: { readonly days: Days; readonly times: Times };
};

/** Something that is asked by the way, and what an answer must hold. */
export type SideQuestion = { readonly say: readonly [string, ...string[]]; readonly holds: RegExp };

/** What happens on the way, once each. */
export type Twist =
  /** Asked in the middle, when the assistant has asked something else. */
  | { readonly kind: "asks"; readonly question: SideQuestion; readonly when: "early" | "at_confirm" }
  /** Wants something else after all, when the summary is there. */
  | { readonly kind: "changes_mind"; readonly to: Wish; readonly when: "at_slots" | "at_confirm" }
  /** "Yes, but at four." */
  | { readonly kind: "yes_but"; readonly to: Wish }
  /** Somebody else takes what was picked, before the yes. */
  | { readonly kind: "loses_the_slot" }
  /** Mistyped the address, and says so when it is read back. */
  | { readonly kind: "corrects_email"; readonly wrong: string }
  | { readonly kind: "declines" }
  /** Does not answer the summary for so long that it lapses. */
  | { readonly kind: "dawdles"; readonly minutes: number };

export type Step =
  | { readonly act: "book"; readonly wish: Wish; readonly twists?: readonly Twist[] }
  | { readonly act: "ask"; readonly questions: readonly SideQuestion[] }
  | { readonly act: "cancel"; readonly wrongEmailFirst?: boolean; readonly twists?: readonly Twist[] }
  | { readonly act: "move"; readonly to: Wish; readonly twists?: readonly Twist[] }
  /** Gives up some of the visits that were booked before: says which, at once or when asked. */
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

/** What is so before the customer comes. */
export type Before =
  /** Nobody works: from, until, local. */
  | {
      readonly kind: "away";
      readonly who: readonly string[] | "all";
      readonly from: string;
      readonly until: string;
    }
  /** The customer has a visit. */
  | { readonly kind: "visit"; readonly service: string; readonly staff?: string; readonly start: string };

/** What a simulated customer comes for; whether they got it is read from the business's file afterwards. */
export type Goal = {
  readonly name: string;
  readonly business: "salon" | "dental" | "practice";
  readonly person: Person;
  readonly before?: readonly Before[];
  readonly steps: readonly [Step, ...Step[]];
};
