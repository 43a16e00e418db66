import type { ToneWords } from "./tone.ts";
import { capital } from "./phrases.ts";
import { offeredList, sentTo } from "./booking-words.ts";
import type { OneOf } from "./variants.ts";

/** The sentences of the formal tone; the facts are the same. */
export function formalWords(oneOf: OneOf): ToneWords {
  return {
    book: {
      whichDay: () => oneOf("Which day would be convenient for you?", "What day would you like to come in?"),
      whichHour: () => "Which time would be convenient for you?",
      offer: (what, days, who) =>
        oneOf(
          `For your ${what}${who}, I can offer ${offeredList(days)}.`,
          `I can offer you ${offeredList(days)} for your ${what}${who}.`,
        ),
      whichTime: () => oneOf("Which of these times would you prefer?", "Would one of these be convenient?"),
      whichTimeOrDay: () => "Would one of these times be convenient, or would you prefer another day?",
      taken: (moment, who) => `${capital(moment)}${who} is available, and I am holding it for you.`,
      chose: (moment, who) => oneOf(`Very well: ${moment}${who}.`, `Certainly: ${moment}${who}.`),
      gone: () => "I apologize, but that time was just taken.",
      name: () => oneOf("May I have your name, please?", "What name should I put it under, please?"),
      contact: (name) =>
        `Thank you, ${name}. May I have your email address or phone number for the confirmation?`,
      contactAgain: () => "May I have your email address or phone number for the confirmation?",
      confirm: () => "Please review the details. Is everything correct?",
      booked: (visit, to) => `Thank you: your ${visit} is booked.${sentTo(to)}`,
      anythingElse: () =>
        oneOf("May I assist you with anything else?", "Is there anything else I may do for you?"),
      whatToChange: () => "Certainly. What would you like to change: the day, the time or something else?",
      droppedIt: () => "Certainly. I have dropped that.",
      noted: () => "I have noted that.",
    },
    manage: {
      cancelled: (visit) => `As you requested, your ${visit} is cancelled.`,
      moved: (visit) => `As you requested, you are now booked for ${visit}.`,
      keptAsIs: () => "Certainly. It remains as it is.",
    },
    talk: {
      hello: () => "Good day.",
      howCanIHelp: () => "How may I assist you? I can book, move or cancel a visit, or answer a question.",
      welcome: () => "You are most welcome.",
      goodbye: () => "Goodbye, and thank you.",
      sorry: () => "I apologize for the inconvenience.",
      notUnderstood: () => "I beg your pardon. I did not understand that.",
      all: () => oneOf("Very well.", "Certainly."),
    },
  };
}
