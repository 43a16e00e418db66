import type { OneOf } from "./variants.ts";
import { allOf, capital, eitherOf, onDay } from "./phrases.ts";

/** The times offered on one day. */
export type OfferedDay = { readonly day: string; readonly times: readonly string[] };

/** Sentences for arranging a visit. Every name, day, time and price is supplied by the caller. */
export function bookingWords(oneOf: OneOf) {
  return {
    whichService: (names: readonly string[], more: boolean) =>
      more
        ? oneOf(
            `What would you like to book? We offer ${names.join(", ")} and more.`,
            `What can we do for you? We have ${names.join(", ")} and more.`,
          )
        : oneOf(
            `What would you like to come in for: ${eitherOf(names)}?`,
            `Which service would you like: ${eitherOf(names)}?`,
            `What would you like to book: ${eitherOf(names)}?`,
          ),
    nameLater: () => "I don't see that on our list. If it's your name, I'll ask for it in a moment.",
    andWhichService: () =>
      oneOf("And which service would you like?", "And what would you like to come in for?"),
    willCheck: () => oneOf("I can check that.", "Happy to check."),
    oneWord: () => "Just tell me which service, and I'll look for times.",
    sayWhich: () => oneOf("Sure, just tell me which one.", "Happy to. Just tell me which one."),
    whichOf: (names: readonly string[]) =>
      oneOf(`Which one do you mean: ${eitherOf(names)}?`, `Do you mean ${eitherOf(names)}?`),
    recommend: (described: readonly string[]) =>
      described.length === 1
        ? `I'd suggest ${described[0]} for that.`
        : `For that, I'd suggest ${eitherOf(described)}.`,
    recommendRest: (named: readonly string[], described: readonly string[]) =>
      `${allOf(named)}, noted. For the rest, I'd suggest ${eitherOf(described)}.`,
    whichSuits: () => oneOf("Which one would you like?", "Which one sounds best?"),
    wouldThatSuit: () => oneOf("Would you like to book it?", "Should I look for a time?"),

    whichDay: () => oneOf("What day works for you?", "What day were you thinking of?"),
    whichHour: () => oneOf("What time works for you?", "What time of day would you like?"),
    whichOtherDay: (waitlist: boolean) =>
      waitlist
        ? oneOf(
            "What other day or time works for you? Or should I put you on the waitlist?",
            "Should I put you on the waitlist, or check another day or time?",
          )
        : oneOf("What other day or time works for you?", "What other day or time should I check?"),

    offer: (what: string, days: readonly OfferedDay[], who: string) => {
      const listed = offeredList(days);
      return oneOf(
        `For your ${what}${who}, I have ${listed}.`,
        `I have ${listed} for your ${what}${who}.`,
        `I can offer you ${listed} for your ${what}${who}.`,
      );
    },
    offerNext: (what: string, days: readonly OfferedDay[], who: string) =>
      oneOf(
        `Coming up, I have ${offeredList(days)} for your ${what}${who}.`,
        `Here are the next free times for your ${what}${who}: ${offeredList(days)}.`,
        `The next times I have for your ${what}${who}: ${offeredList(days)}.`,
      ),
    offerEarliest: (what: string, first: string, rest: readonly OfferedDay[]) =>
      rest.length === 0
        ? `For your ${what}, the earliest I have is ${first}.`
        : `For your ${what}, the earliest I have is ${first}. After that, I have ${offeredList(rest)}.`,
    offerNearest: (wanted: string, days: readonly OfferedDay[], who: string) =>
      oneOf(
        `${capital(wanted)} isn't free${who}, I'm afraid. The closest I have is ${offeredList(days)}.`,
        `Sorry, ${wanted} isn't free${who}. The closest I have is ${offeredList(days)}.`,
      ),
    noMore: () =>
      oneOf(
        "That's all I have for then. What other day or time should I check?",
        "I don't have any others for then, I'm afraid. What other day works for you?",
      ),
    thatTime: () => "that time",
    nothingFree: (then: string, what: string, who: string) =>
      oneOf(
        `I'm afraid nothing is free${aside(then)} for your ${what}${who}.`,
        `Sorry, I have nothing free${aside(then)} for your ${what}${who}.`,
      ),
    nothingLater: (day: string) => `There's nothing later ${onDay(day)}, I'm afraid.`,
    closedThen: (day: string | undefined) =>
      day === undefined ? "We're not open then." : `That's outside our hours ${onDay(day)}.`,
    closedOn: (day: string) => `We're closed ${onDay(day)}.`,
    nextIs: (moment: string, who: string) => `The next free time is ${moment}${who}.`,
    takeIt: () =>
      oneOf(
        "Would you like that one, or should I check another day?",
        "Does that work, or should I check another day?",
        "Does that work for you? I can also check another day.",
      ),
    takeFirst: () => oneOf("Would you like the earliest one?", "Does the earliest one work for you?"),
    takeFirstOf: (moment: string, who: string) =>
      oneOf(`Does ${moment}${who} work for you?`, `How about ${moment}${who}, then?`),
    takeItOrWait: () =>
      oneOf(
        "Would you like that one? I can also check another day, and we have a waitlist.",
        "Does that work? I can also check another day, and there's a waitlist.",
      ),
    stillTakeIt: (moment: string) =>
      oneOf(`Does ${moment} work for you?`, `So, would ${moment} work?`, `Would you like ${moment}?`),
    firstFree: (what: string, moment: string, who: string) =>
      oneOf(
        `We're pretty busy, I'm afraid. For your ${what}, the earliest I have is ${moment}${who}.`,
        `Sorry, it's busy here. For your ${what}, the next free time is ${moment}${who}.`,
      ),
    noneBefore: (moment: string, who: string) =>
      oneOf(
        `There's nothing earlier, I'm afraid. The earliest I have is ${moment}${who}.`,
        `Sorry, I have nothing sooner. The next free time is ${moment}${who}.`,
      ),
    nothingAtAll: () => "I'm afraid there's nothing free as far ahead as we take bookings.",

    gotIt: () => oneOf("Thanks, got it.", "Thank you, I have that.", "Great, got it."),
    several: () =>
      oneOf("Sure, just tell me which one.", "There are a few, so just tell me or tap the one you'd like."),
    orOtherTimes: () => "If none of these work, just tell me another day or time.",
    whichTime: () =>
      oneOf("Which one works for you?", "Which of these would you like?", "Do any of these work for you?"),
    whichTimeOrDay: () =>
      oneOf(
        "Do any of these work, or would another day be better?",
        "Which one would you like? I can also check another day.",
      ),
    whichOfTimes: (days: readonly OfferedDay[]) =>
      oneOf(
        `Which one would you like: ${offeredList(days)}?`,
        `So, which of these would you like: ${offeredList(days)}?`,
        `Which of these works for you: ${offeredList(days)}?`,
      ),
    /** It is free but not held: too many holds exist already. */
    isFree: (moment: string, who: string) =>
      oneOf(`${capital(moment)}${who} is free.`, `Good news: ${moment}${who} is free.`),
    taken: (moment: string, who: string) =>
      oneOf(
        `${capital(moment)}${who} is free, and I'm holding it for you.`,
        `Good news: ${moment}${who} is free. I'm holding it for you.`,
      ),
    chose: (moment: string, who: string) =>
      oneOf(`Great: ${moment}${who}.`, `Perfect: ${moment}${who}.`, `Okay: ${moment}${who}.`),
    gone: () => oneOf("I'm sorry, someone else just took that time.", "I'm sorry, that time was just taken."),
    tooOld: () => "That was a while ago, so I checked again.",
    stillFree: () => "It's still free.",

    name: () => oneOf("What name should I put it under?", "And your name, please?", "What's your name?"),
    nameOfOther: () => oneOf("What's their name?", "And what's the name of the person it's for?"),
    contact: (name: string) =>
      oneOf(
        `Thanks, ${name}. What's a good email address or phone number for the confirmation?`,
        `Thanks, ${name}. And an email address or phone number for the confirmation?`,
        `Thank you, ${name}. What email address or phone number should the confirmation go to?`,
      ),
    contactAgain: () => "What's a good email address or phone number for the confirmation?",
    phoneInstead: () => "No problem. What's your phone number?",
    emailInstead: () => "No problem. What's your email address?",
    oneIsNeeded: () =>
      "I need an email address or a phone number so the confirmation can reach you. Which one would you like to give me?",
    badEmail: () =>
      "That doesn't look like a complete email address. Could you type your email address again?",
    badPhone: () =>
      "That doesn't look like a complete phone number. Could you type it again, with the area code?",
    nameUnread: () => "Sorry, I didn't catch the name. Could you type just the name?",

    oneAtATime: () =>
      oneOf(
        "I book one visit at a time, so we'll do the others right after.",
        "Each of them gets a visit, so let's take them one at a time.",
      ),
    nextPerson: () =>
      oneOf(
        "Should I look for the same thing around the same time for the next one?",
        "And for the next one: should I look for the same thing around the same time?",
      ),
    noted: () => oneOf("I've noted that.", "Noted, thanks."),
    howToNote: () => "Of course. Just type it here, starting with “Note:”.",
    tooLateToNote: () => "I can't add a note to a visit that's already booked, I'm afraid.",
    confirm: () =>
      oneOf(
        "Please look this over. Is everything right?",
        "Does everything look right? Just say yes or no.",
        "Here's everything once more. Is it all correct?",
      ),
    confirmAgain: () =>
      oneOf(
        "I wasn't sure if that was a yes. Is everything below right?",
        "Just to be safe: is everything below right, yes or no?",
      ),
    booked: (visit: string, to: string | undefined) =>
      `${oneOf("All set", "You're all set", "Wonderful")}! Your ${visit} is booked.${sentTo(to)}`,
    anythingElse: () =>
      oneOf("Is there anything else I can do for you?", "Can I help with anything else?", "Anything else?"),
    whatToChange: () =>
      oneOf(
        "No problem. What should I change: the day, the time or something else?",
        "Okay, I haven't booked anything. What would you like instead?",
      ),
    lapsed: () => "That summary was too old to confirm, so I checked again.",
    termsChanged: () => "The price or length has changed since then, so I'd like to check with you again.",
    tooManyVisits: () => "You already have as many upcoming visits as one person can book here.",
    noMoreBookings: () =>
      "I'm sorry, I can't book anything at the moment, so nothing is booked. Please contact us directly.",
    droppedIt: () => oneOf("Okay, I've dropped that.", "No problem, let's leave it."),

    passedDay: (day: string) => `${capital(day)} has already passed.`,
    noSuchDay: () => "That month doesn't have that many days.",
    tooFarDay: () => "That day is further ahead than we take bookings.",
    passedTime: (time: string) => `${capital(time)} has already passed.`,
    noSuchTime: (time: string, day: string) =>
      `The clocks go forward on ${day}, so there's no ${time} that day. What other time would you like?`,
    whichDate: (days: readonly string[]) => `Just to be sure: do you mean ${eitherOf(days)}?`,
    nobodyCalledSo: (people: readonly string[]) =>
      people.length === 1
        ? `There's nobody here by that name, but there's ${people[0]}.`
        : `There's nobody here by that name, but there's ${allOf(people)}.`,
    notTheirs: (person: string, service: string, others: readonly string[]) =>
      others.length === 0
        ? `${person} doesn't do ${service}.`
        : `${person} doesn't do ${service}, but ${others.length === 1 ? `${others[0]} does` : `${allOf(others)} do`}.`,
  };
}

export type BookingWords = ReturnType<typeof bookingWords>;

/** Adds a closing comma if there is one inside: ` tomorrow, Saturday 7 March,`. */
function aside(then: string): string {
  return then.includes(",") ? `${then},` : then;
}

/** `Tuesday 10 March at 9:00 am or 11:00 am`. */
export function offeredList(days: readonly OfferedDay[]): string {
  if (days.length === 1) return `${days[0]!.day} at ${eitherOf(days[0]!.times)}`;
  return eitherOf(days.map(({ day, times }) => `${day} at ${allOf(times)}`)).replaceAll(", or", " or");
}

/** ` Your confirmation is on its way to jo@example.com.`, or nothing. */
export function sentTo(address: string | undefined): string {
  return address === undefined ? "" : ` Your confirmation is on its way to ${address}.`;
}
