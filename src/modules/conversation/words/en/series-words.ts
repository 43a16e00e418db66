import type { Repeat } from "#modules/booking/index.ts";

import { allOf } from "./phrases.ts";
import type { OneOf } from "./variants.ts";

/** What is said of visits that come again. Every day, time and number comes from who calls. */
export function seriesWords(oneOf: OneOf) {
  return {
    howOften: () =>
      oneOf(
        "How often shall it be: every week, every two weeks, or once a month?",
        "And how often: weekly, every second week, or monthly?",
      ),
    /** `last`: the last day that can be booked. */
    howLong: (last: string) =>
      oneOf(
        `How many visits shall it be, or until when? As far ahead as ${last} is possible.`,
        `How many of them shall I book, or until when? I can go as far as ${last}.`,
      ),
    notSo: () => "Visits can come again every so many weeks or months, but not in another way.",
    rhythm: (often: string) => oneOf(`Good, ${often}.`, `All right, ${often}.`),
    justOne: () => "That would be one visit only.",
    tooMany: (most: number) => `At most ${most} visits can be booked at once.`,
    notFree: (days: readonly string[]) => `That time is not free on ${allOf(days)}.`,
    tooFar: (count: number, last: string) =>
      count === 1
        ? `One of them would lie beyond ${last}, the last day that can be booked.`
        : `${visitsWords(count)} would lie beyond ${last}, the last day that can be booked.`,
    tooManyAhead: (count: number) =>
      count === 1
        ? "One of them would be more than one person can have booked here."
        : `${visitsWords(count)} would be more than one person can have booked here.`,
    noMore: () => "We cannot take all of them here at the moment.",
    leaveOrNearest: (count: number, nearest: readonly string[]) => {
      const out = count === 1 ? "that one" : "those";
      const near =
        nearest.length === 1 ? `the nearest time, ${nearest[0]}` : `the nearest times: ${allOf(nearest)}`;
      return oneOf(
        `Shall I leave ${out} out, or take ${near}?`,
        `Would you like me to leave ${out} out, or to take ${near}?`,
      );
    },
    bookTheRest: (count: number) =>
      count === 1 ? "Shall I book the one that is left?" : `Shall I book the other ${visitsWords(count)}?`,
    booked: (count: number, what: string, first: string, last: string, to: string | undefined) =>
      `${oneOf("Done", "All set", "Wonderful")}: your ${visitsWords(count)} for ${what} are booked, from ${first} to ${last}.${to === undefined ? "" : ` The confirmation goes to ${to}.`}`,
    dateGone: () => "I am sorry, one of those dates has just been taken.",
    whatToDo: () =>
      oneOf("Shall I move or cancel one of them, or all?", "Would you like to change any of them?"),
    which: (verb: "cancel" | "move", count: number, day: string) =>
      `That is one of ${visitsWords(count)} that belong together. Shall I ${verb} only the one on ${day}, that one and the later ones, or all of them?`,
    confirmCancel: () => oneOf("Shall I really cancel them?", "Please tell me yes, and they are cancelled."),
    cancelled: (count: number, what: string, first: string, last: string) =>
      `${oneOf("Done", "All right")}: ${visitsWords(count)} for ${what} are cancelled, from ${first} to ${last}.`,
    moved: (count: number, what: string, first: string, last: string) =>
      `${oneOf("Done", "All set")}: you now have your ${visitsWords(count)} for ${what} from ${first} to ${last}.`,
    someStay: (count: number) =>
      count === 1 ? "One other stays as it is." : `${count} others stay as they are.`,
    rhythmStays: () =>
      "I cannot change how often your visits come. I can cancel them and find you new times instead.",
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
