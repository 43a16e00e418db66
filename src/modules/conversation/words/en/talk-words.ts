import type { OneOf } from "./variants.ts";

/** Small talk, and replies to messages that were not understood. */
export function talkWords(oneOf: OneOf) {
  return {
    hello: () => oneOf("Hello!", "Hi there!", "Welcome!"),
    howCanIHelp: () =>
      oneOf(
        "How can I help? I can book, move or cancel a visit, or answer a question.",
        "What can I do for you? I can book, move or cancel a visit, or answer a question.",
        "What can I help with: a new visit, a change to one, or a question?",
      ),
    amWell: () => oneOf("I'm doing well, thanks for asking.", "All good here, thank you."),
    iSee: () => oneOf("I see.", "Thanks for letting me know."),
    takeYourTime: () => oneOf("Of course, take your time.", "No rush, I'm here when you're ready."),
    amHere: () => oneOf("Yes, I'm here.", "I'm right here."),
    welcome: () => oneOf("You're welcome!", "My pleasure!", "Happy to help!"),
    goodbye: () => oneOf("Goodbye, and see you soon!", "Take care, and see you soon!", "Goodbye!"),
    sorry: () => oneOf("I'm sorry about that.", "I'm sorry for the trouble."),
    notUnderstood: () =>
      oneOf(
        "I'm sorry, I didn't quite understand that.",
        "Sorry, I didn't get that.",
        "I'm afraid I didn't follow that.",
      ),
    again: () => oneOf("Let me try again.", "Let's try that again."),
    useButtons: () => "You can also tap one of the times below.",
    stepByStep: () => "A few words are enough, like a service and a day.",
    stopMessages: () =>
      "To stop our text messages, just reply STOP to any of them. Here in the chat, I only write when you do.",
    teamReads: () => "The team can read everything in this chat.",
    nothingToRepeat: () => "We haven't talked about anything yet.",
    all: () => oneOf("All right.", "Okay.", "Sounds good."),
  };
}

export type TalkWords = ReturnType<typeof talkWords>;
