import type { OneOf } from "./variants.ts";

/** Small talk, and what is said when something was not understood. */
export function talkWords(oneOf: OneOf) {
  return {
    hello: () => oneOf("Hello!", "Hi there!", "Welcome!"),
    howCanIHelp: () =>
      oneOf(
        "How can I help: book, move or cancel a visit, or answer a question?",
        "What can I do for you? I book, move and cancel visits, and answer questions.",
        "What may I do for you: a new visit, a change to one, or a question?",
      ),
    amWell: () => oneOf("Very well, thank you for asking.", "All is well here, thank you."),
    iSee: () => oneOf("I see.", "Thank you for telling me."),
    takeYourTime: () => oneOf("Of course, take your time.", "No hurry: I am here when you are ready."),
    amHere: () => oneOf("Yes, I am here.", "I am here."),
    welcome: () => oneOf("You are welcome!", "My pleasure!", "Gladly!"),
    goodbye: () => oneOf("Goodbye, and see you soon!", "Take care, see you soon!", "Goodbye!"),
    sorry: () => oneOf("I am sorry about that.", "I am sorry for the trouble."),
    notUnderstood: () =>
      oneOf(
        "I am sorry, I did not quite understand that.",
        "Sorry, I did not get that.",
        "I am afraid I did not follow.",
      ),
    again: () => oneOf("Let me try again.", "Once more, then."),
    useButtons: () => "You can also press one of the times below.",
    stepByStep: () => "You can say it in a few words, such as a service and a day.",
    stopMessages: () =>
      "To get no more text messages, please answer STOP to any of ours: from then on none is sent. I only write here, when you do.",
    teamReads: () => "The team can read what is written here.",
    nothingToRepeat: () => "We have not spoken of anything yet.",
    all: () => oneOf("All right.", "Good.", "Fine."),
  };
}

export type TalkWords = ReturnType<typeof talkWords>;
