import type { Repeat } from "#modules/booking/index.ts";

import { sentTo } from "./booking-words.ts";
import { allOf } from "./phrases.ts";
import type { OneOf } from "./variants.ts";

/** Sentences about repeating visits. Every day, time and number is supplied by the caller. */
export function seriesWords(oneOf: OneOf) {
  return {
    howOften: () =>
      oneOf(
        "How often would you like to come: every week, every two weeks or once a month?",
        "And how often: weekly, every other week or monthly?",
      ),
    /** `last`: the last bookable day. */
    howLong: (last: string) =>
      oneOf(
        `How many visits would you like, or until when? I can go as far ahead as ${last}.`,
        `How many should I book, or until when? I can go as far as ${last}.`,
      ),
    notSo: () => "I can only repeat visits by the week or by the month.",
    rhythm: (often: string) => oneOf(`Great, ${often}.`, `Okay, ${often}.`),
    justOne: () => "That would only be one visit.",
    tooMany: (most: number) => `I can book at most ${most} visits at once.`,
    notFree: (days: readonly string[]) => `That time isn't free on ${allOf(days)}.`,
    tooFar: (count: number, last: string) =>
      count === 1
        ? `One of them would be beyond ${last}, the last day that can be booked.`
        : `${visitsWords(count)} would be beyond ${last}, the last day that can be booked.`,
    tooManyAhead: (count: number) =>
      count === 1
        ? "One of them would be more than one person can have booked here."
        : `${visitsWords(count)} would be more than one person can have booked here.`,
    noMore: () => "We can't take all of them at the moment.",
    leaveOrNearest: (count: number, nearest: readonly string[]) => {
      const out = count === 1 ? "that one" : "those";
      const near =
        nearest.length === 1 ? `the nearest time, ${nearest[0]}` : `the nearest times: ${allOf(nearest)}`;
      return oneOf(
        `Should I leave ${out} out, or take ${near}?`,
        `Would you like me to leave ${out} out, or take ${near}?`,
      );
    },
    bookTheRest: (count: number) =>
      count === 1 ? "Should I book the one that's left?" : `Should I book the other ${visitsWords(count)}?`,
    booked: (count: number, what: string, first: string, last: string, to: string | undefined) =>
      `${oneOf("All set", "You're all set", "Wonderful")}! Your ${visitsWords(count)} for ${what} are booked, from ${first} to ${last}.${sentTo(to)}`,
    dateGone: () => "I'm sorry, one of those dates was just taken.",
    whatToDo: () =>
      oneOf("Should I move or cancel one of them, or all?", "Would you like to change any of them?"),
    which: (verb: "cancel" | "move", count: number, day: string) =>
      `That's one of ${visitsWords(count)} in a series. Should I ${verb} just the one on ${day}, that one and the later ones, or all of them?`,
    confirmCancel: () => oneOf("Should I go ahead and cancel them?", "Are you sure you want to cancel them?"),
    cancelled: (count: number, what: string, first: string, last: string) =>
      `${oneOf("Done", "Okay")}: ${visitsWords(count)} for ${what} are cancelled, from ${first} to ${last}.`,
    moved: (count: number, what: string, first: string, last: string) =>
      `${oneOf("Done", "All set")}: you now have your ${visitsWords(count)} for ${what} from ${first} to ${last}.`,
    someStay: (count: number) =>
      count === 1 ? "The other one stays as it is." : `The other ${visitsWords(count)} stay as they are.`,
    rhythmStays: () =>
      "I can't change how often your visits repeat, but I can cancel them and find you new times.",
  };
}

export type SeriesWords = ReturnType<typeof seriesWords>;

/** `1 visit`, `4 visits`. */
export function visitsWords(count: number): string {
  return count === 1 ? "1 visit" : `${count} visits`;
}

/** `every 2 weeks`, `every month`. */
export function oftenWords({ every, interval }: Pick<Repeat, "every" | "interval">): string {
  return interval === 1 ? `every ${every}` : `every ${interval} ${every}s`;
}
