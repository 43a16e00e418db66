import { UNNAMED_ASSISTANT } from "#modules/business/index.ts";

import type { Tone } from "./tone.ts";

/** The engine's own sentences, whichever brain speaks: greeting, limits, and fallbacks. */

type Greeting = { readonly name: string; readonly business: string; readonly tone: Tone };

/** Introduces the assistant by name, if the business has named it. */
export function greetingOf({ name, business, tone }: Greeting): string {
  const isNamed = name !== UNNAMED_ASSISTANT;
  if (tone === "brief") return `${name} at ${business}. Book, move or cancel a visit, or ask a question?`;
  const me = isNamed
    ? `${tone === "formal" ? "I am" : "I'm"} ${name}, the assistant at ${business}`
    : `this is the assistant at ${business}`;
  return tone === "formal"
    ? `Good day, ${me}. I can book, move or cancel a visit, and answer questions. How may I assist you?`
    : `Hello, ${me}. I can book, move or cancel a visit, and answer questions. How can I help?`;
}

export function tooLong(most: number): string {
  return `That's a little long for me. Could you say it in at most ${most.toLocaleString("en")} characters?`;
}

/** Why a conversation has ended. */
export type Ending = "idle" | "too_many_turns" | "too_long";

export function farewell(why: Ending, bookingPage: string): string {
  const reason = why === "idle" ? "It's been quiet here for a while" : "We've talked for quite a while";
  return `${reason}, so I've closed this conversation. You're welcome to start a new one, or book at ${bookingPage}.`;
}

export const SOMETHING_WENT_WRONG = "I'm sorry, something went wrong on my end. Could you say that again?";

/** Precedes the answer if the stored state can no longer be read. */
export const LOST_THE_THREAD =
  "I'm sorry, I've lost my notes of what we were arranging, so let's begin that again. Visits that are booked stay as they are. ";

/** What the transcript shows for buttons. */
export const BUTTON_YES = "Yes";
export const PICKED_SOMETHING = "That time";
