import type { OneOf } from "./variants.ts";
import { eitherOf } from "./phrases.ts";

/** Sentences about existing visits, the waitlist, and people who can help. */
export function manageWords(oneOf: OneOf) {
  return {
    whichReference: (what: "move" | "cancel" | "find") =>
      oneOf(
        `I can ${what} it for you. Could you send me the reference or the link from your confirmation?`,
        `Sure. To ${what} it, I need the reference from your confirmation. The link works too.`,
      ),
    whichEmail: () =>
      oneOf("Thanks. What email address did you book it with?", "And what email address is it under?"),
    noReference: (contact: string) =>
      `I can't open a visit without its reference, to keep everyone's visits private. ${contact} Or would you like to book a new one?`,
    stillNoReference: () =>
      oneOf(
        "I can only go on with the reference: 26 letters and digits, or the link next to it.",
        "I do need the reference: 26 letters and digits in your confirmation, or the link.",
      ),
    noVisitYet: () =>
      "I don't see a visit of yours in this chat. If you've booked already, the reference is in your confirmation.",
    whereReference: () => "You'll find its reference in the confirmation, with a link to move or cancel it.",
    detailsByTeam: () => "The team can change the name, number or address on a visit.",
    dataByTeam: () => "Please ask the team. They can show you what we have on file about you, and erase it.",
    orNewVisit: () => "Should I book a new visit instead?",
    notFound: () =>
      oneOf(
        "I can't find a visit with that reference and email address. Could you check both and send me the address again?",
        "That reference and email address don't match. Could you check the email address, and the reference too?",
      ),
    noMoreTries: () => "That didn't match either, so I can't go on here.",
    isTheirs: (visit: string) => `I found your ${visit}.`,
    yourVisit: (visit: string) => `You're booked for ${visit}.`,
    yourVisits: (visits: readonly string[]) => `You have these visits: ${visits.join("; ")}.`,
    wasCancelled: (visit: string) => `Your ${visit} was cancelled.`,
    whichVisit: (visits: readonly string[]) => `Which one do you mean: ${eitherOf(visits)}?`,
    whatToDo: () =>
      oneOf("Would you like to move it or cancel it?", "Should I move it, cancel it, or leave it as it is?"),
    whenInstead: () =>
      oneOf("When would you like to come in instead?", "What day and time should I move it to?"),
    tooLate: (contact: string) => `It's too late to change that visit here. ${contact}`,
    notActive: () => "That visit can't be changed anymore.",
    confirmCancel: () => oneOf("Should I go ahead and cancel it?", "Are you sure you want to cancel it?"),
    confirmMove: () =>
      oneOf("Should I move it as shown below?", "Please look this over. Should I go ahead and move it?"),
    cancelled: (visit: string) => `${oneOf("Done", "Okay")}: your ${visit} is cancelled.`,
    moved: (visit: string) => `${oneOf("Done", "All set")}: you're now booked for ${visit}.`,
    keptAsIs: () => oneOf("Okay, it stays as it is.", "No problem, I'll leave everything as it is."),

    waitlistNone: () => "We don't have a waitlist, I'm afraid.",
    waitlistFor: (what: string) =>
      oneOf(`Sure, the waitlist for your ${what}.`, `Okay, the waitlist for your ${what}.`),
    waitlistDays: () =>
      oneOf(
        "What days should I put you on the waitlist for? Any day is fine too.",
        "What days would work for you, if a place opens up? Any day is fine too.",
      ),
    waitlisted: (what: string, then: string) =>
      `You're on the waitlist for your ${what}${then}. You'll hear from us as soon as something opens up.`,

    notePassedOn: () =>
      oneOf(
        "I can't add to a visit that's already booked, so I've passed that on to the team.",
        "I've passed your message on to the team, since I can't add to a booked visit myself.",
      ),
    noteForWhich: () =>
      "I've noted that for the visit you'd like to book. If it's for one you already have, please send me its reference.",
    person: (contact: string) =>
      contact === "" ? "I've told the team that you'd like to talk to someone." : `Of course. ${contact}`,
    orPerson: () => "If you'd rather talk to a person, just say so.",
    noPerson: () => "I'm sorry, there's nobody here I can put you through to.",
  };
}

export type ManageWords = ReturnType<typeof manageWords>;
