import type { ToneWords } from "./tone.ts";
import { capital } from "./phrases.ts";
import { offeredList } from "./booking-words.ts";
import type { OneOf } from "./variants.ts";

/** What is said in fewer words where the business wants to be brief; the facts are the same. */
export function briefWords(oneOf: OneOf): ToneWords {
  return {
    book: {
      whichDay: () => "Which day?",
      whichHour: () => "What time?",
      offer: (what, days, who) => `For your ${what}${who} I have ${offeredList(days)}.`,
      whichTime: () => oneOf("Which one?", "Which suits you?"),
      whichTimeOrDay: () => "One of these, or another day?",
      takeIt: () => "Take it, or another day?",
      taken: (moment, who) => `${capital(moment)}${who} is free, and kept for you.`,
      chose: (moment, who) => `${capital(moment)}${who}.`,
      gone: () => "Sorry, that time has just gone.",
      name: () => oneOf("Your name, please?", "What name?"),
      contact: () => "Thanks. E-mail or phone number, for the confirmation?",
      contactAgain: () => "E-mail or phone number, for the confirmation?",
      confirm: () => "Right so? Yes or no.",
      booked: (visit, to) => `Your ${visit} is booked.${to === undefined ? "" : ` Confirmation to ${to}.`}`,
      anythingElse: () => "Anything else?",
      whatToChange: () => "What shall I change?",
      droppedIt: () => "Dropped.",
      noted: () => "Noted.",
    },
    manage: {
      cancelled: (visit) => `Your ${visit} is cancelled.`,
      moved: (visit) => `You now have your ${visit}.`,
      keptAsIs: () => "It stays as it is.",
    },
    talk: {
      hello: () => "Hello.",
      howCanIHelp: () => "Book, move or cancel a visit, or a question?",
      welcome: () => "Gladly.",
      goodbye: () => "Goodbye.",
      sorry: () => "Sorry about that.",
      notUnderstood: () => "Sorry, I did not get that.",
      all: () => "Good.",
    },
  };
}
