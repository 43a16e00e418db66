import type { OneOf } from "./variants.ts";
import { eitherOf } from "./phrases.ts";

/** What is said about visits that exist, about waiting, and about persons who help. */
export function manageWords(oneOf: OneOf) {
  return {
    whichReference: (what: "move" | "cancel" | "find") =>
      oneOf(
        `I can ${what} it for you. Please send me the link or the reference from your confirmation.`,
        `Gladly. To ${what} it I need the reference of your visit: it stands in your confirmation, and its link will do too.`,
      ),
    whichEmail: () =>
      oneOf(
        "Thank you. Which e-mail address did you book it with?",
        "And the e-mail address that it was booked with, please?",
      ),
    noReference: (contact: string) =>
      `Without the reference I cannot open a visit, so that nobody else can open yours. ${contact} Or would you like to book a new one?`,
    stillNoReference: () =>
      oneOf(
        "I can only go on with the reference, 26 letters and digits, or with the link beside it.",
        "It is the reference that I need: 26 letters and digits in the confirmation, or the link.",
      ),
    noVisitYet: () =>
      "There is no visit of yours here yet. The reference of one from before stands in its confirmation.",
    whereReference: () => "You find its reference in the confirmation, with a link to move or cancel it.",
    detailsByTeam: () => "Names, numbers and addresses of a visit that stands are changed by the team.",
    dataByTeam: () => "Please ask the team: they can show you what we know of you, and erase it.",
    orNewVisit: () => "Shall I book a new visit instead?",
    notFound: () =>
      oneOf(
        "I find no visit with that reference and e-mail address. Please check both and send me the address once more.",
        "Those two do not belong together as far as I can see. Could you check the e-mail address, and the reference?",
      ),
    noMoreTries: () => "That did not match either, so I cannot go on here.",
    isTheirs: (visit: string) => `I have found your ${visit}.`,
    yourVisit: (visit: string) => `You have your ${visit}.`,
    yourVisits: (visits: readonly string[]) => `You have these visits: ${visits.join("; ")}.`,
    wasCancelled: (visit: string) => `Your ${visit} was cancelled.`,
    whichVisit: (visits: readonly string[]) => `Which one do you mean: ${eitherOf(visits)}?`,
    whatToDo: () =>
      oneOf("Would you like to move it or cancel it?", "Shall I move it, cancel it, or leave it as it is?"),
    whenInstead: () =>
      oneOf("When would you like to come instead?", "Which day and time shall I move it to?"),
    tooLate: (contact: string) => `It is too late to change that visit here. ${contact}`,
    notActive: () => "That visit cannot be changed any more.",
    confirmCancel: () => oneOf("Shall I really cancel it?", "Please tell me yes, and it is cancelled."),
    confirmMove: () =>
      oneOf(
        "Shall I move it as it stands below?",
        "Please have a look, and tell me whether I shall move it.",
      ),
    cancelled: (visit: string) => `${oneOf("Done", "All right")}: your ${visit} is cancelled.`,
    moved: (visit: string) => `${oneOf("Done", "All set")}: you now have your ${visit}.`,
    keptAsIs: () => oneOf("All right, it stays as it is.", "Good, I leave everything as it is."),

    waitlistNone: () => "We keep no waitlist, I am afraid.",
    waitlistFor: (what: string) =>
      oneOf(`Gladly, the waitlist for your ${what}.`, `The waitlist for your ${what}, then.`),
    waitlistDays: () =>
      oneOf(
        "For which days shall I put you on the waitlist? Any day is possible too.",
        "Which days would suit you, if a place comes free? Any day is possible too.",
      ),
    waitlisted: (what: string, then: string) =>
      `You are on the waitlist for your ${what}${then}. As soon as something comes free, you will hear from us.`,

    notePassedOn: () =>
      oneOf(
        "I cannot write into a visit that is booked already, so I have passed that on to the team.",
        "The team has your message now; I cannot write into a booked visit myself.",
      ),
    noteForWhich: () =>
      "I have noted that for the visit that you would like to book. For one that you have already, please send me its reference.",
    person: (contact: string) =>
      contact === ""
        ? "I have told the team that you would like to speak to somebody."
        : `Of course. ${contact}`,
    orPerson: () => "If you would rather speak to a person, just say so.",
    noPerson: () => "There is nobody here whom I could put you through to, I am sorry.",
  };
}

export type ManageWords = ReturnType<typeof manageWords>;
