import type { ToneWords } from "./tone.ts";
import { capital } from "./phrases.ts";
import { offeredList } from "./booking-words.ts";
import type { OneOf } from "./variants.ts";

/** The shorter sentences of the brief tone; the facts are the same. */
export function briefWords(oneOf: OneOf): ToneWords {
  return {
    book: {
      whichDay: () => "Which day?",
      whichHour: () => "What time?",
      offer: (what, days, who) => `For your ${what}${who}, I have ${offeredList(days)}.`,
      whichTime: () => oneOf("Which one?", "Which one works?"),
      whichTimeOrDay: () => "One of these, or another day?",
      takeIt: () => "Does that work, or another day?",
      taken: (moment, who) => `${capital(moment)}${who} is free. I'm holding it for you.`,
      chose: (moment, who) => `${capital(moment)}${who}.`,
      gone: () => "Sorry, that time was just taken.",
      name: () => oneOf("Your name, please?", "What's your name?"),
      contact: () => "Thanks. Email or phone number for the confirmation?",
      contactAgain: () => "Email or phone number for the confirmation?",
      confirm: () => "All correct? Yes or no.",
      booked: (visit, to) =>
        `Your ${visit} is booked.${to === undefined ? "" : ` Confirmation sent to ${to}.`}`,
      anythingElse: () => "Anything else?",
      whatToChange: () => "What should I change?",
      droppedIt: () => "Okay, dropped.",
      noted: () => "Noted.",
    },
    manage: {
      cancelled: (visit) => `Your ${visit} is cancelled.`,
      moved: (visit) => `You're now booked for ${visit}.`,
      keptAsIs: () => "It stays as it is.",
    },
    talk: {
      hello: () => "Hello.",
      howCanIHelp: () => "Book, move or cancel a visit, or ask a question?",
      welcome: () => "You're welcome.",
      goodbye: () => "Goodbye.",
      sorry: () => "Sorry about that.",
      notUnderstood: () => "Sorry, I didn't get that.",
      all: () => "Okay.",
    },
  };
}
