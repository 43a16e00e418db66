import type { OneOf } from "./variants.ts";
import { allOf, capital, eitherOf, onDay } from "./phrases.ts";

/** Times that are offered, on one day. */
export type OfferedDay = { readonly day: string; readonly times: readonly string[] };

/** What is said while a visit is arranged. Every name, day, time and price comes from who calls. */
export function bookingWords(oneOf: OneOf) {
  return {
    whichService: (names: readonly string[], more: boolean) =>
      more
        ? oneOf(
            `What would you like to come for? We do ${allOf(names)}, among others.`,
            `What can we do for you? Among others there are ${allOf(names)}.`,
          )
        : oneOf(
            `What would you like to come for: ${eitherOf(names)}?`,
            `Which service may it be: ${eitherOf(names)}?`,
            `What shall it be: ${eitherOf(names)}?`,
          ),
    nameLater: () => "I do not find that on our list; if it is a name, I shall ask for it in a moment.",
    andWhichService: () => oneOf("And which service shall it be?", "And what would you like to come for?"),
    oneWord: () => "The name of one of them is enough, and I look for times.",
    sayWhich: () => oneOf("Gladly: just tell me which.", "With pleasure, as soon as I know which."),
    whichOf: (names: readonly string[]) =>
      oneOf(`Which one do you mean: ${eitherOf(names)}?`, `Do you mean ${eitherOf(names)}?`),
    recommend: (described: readonly string[]) =>
      described.length === 1
        ? `${described[0]} sounds right for that.`
        : `For that there are ${eitherOf(described)}.`,
    whichSuits: () => oneOf("Which one would you like?", "Which one shall it be?"),
    wouldThatSuit: () => oneOf("Would you like to book it?", "Shall I look for a time?"),

    whichDay: () => oneOf("Which day would suit you?", "What day were you thinking of?"),
    whichHour: () => oneOf("What time would suit you?", "Which time of day would you like?"),
    whichOtherDay: (waitlist: boolean) =>
      waitlist
        ? oneOf(
            "Which other day or time would suit you? Or shall I put you on the waitlist?",
            "Shall I put you on the waitlist, or look at another day or time?",
          )
        : oneOf("Which other day or time would suit you?", "What other day or time shall I look at?"),

    offer: (what: string, days: readonly OfferedDay[], who: string) => {
      const listed = offeredList(days);
      return oneOf(
        `For your ${what}${who} I have ${listed}.`,
        `I have ${listed} for your ${what}${who}.`,
        `There is room for your ${what}${who} ${/^to(?:day|morrow)/.test(listed) ? "" : "on "}${listed}.`,
      );
    },
    offerNext: (what: string, days: readonly OfferedDay[], who: string) =>
      oneOf(
        `For your ${what}${who}, the next free times are ${offeredList(days)}.`,
        `These are the next free times for your ${what}${who}: ${offeredList(days)}.`,
        `Next I have ${offeredList(days)} for your ${what}${who}.`,
      ),
    offerEarliest: (what: string, first: string, rest: readonly OfferedDay[]) =>
      rest.length === 0
        ? `For your ${what}, the earliest I have is ${first}.`
        : `For your ${what}, the earliest I have is ${first}; then there are ${offeredList(rest)}.`,
    offerNearest: (wanted: string, days: readonly OfferedDay[], who: string) =>
      oneOf(
        `${capital(wanted)} is not free${who}, I am afraid. The nearest I have: ${offeredList(days)}.`,
        `I am afraid ${wanted} is not free${who}. The nearest I have: ${offeredList(days)}.`,
      ),
    noMore: () =>
      oneOf(
        "Those are all that I have then. Which other day or time shall I look at?",
        "There are no others then, I am afraid. Which other day would suit you?",
      ),
    thatTime: () => "that time",
    nothingFree: (then: string, what: string, who: string) =>
      oneOf(
        `I am afraid nothing is free for your ${what}${who}${then}.`,
        `I am sorry, there is nothing free for your ${what}${who}${then}.`,
      ),
    nothingLater: (day: string) => `There is nothing later ${onDay(day)}, I am afraid.`,
    closedThen: (day: string | undefined) =>
      day === undefined ? "We are not open then." : `We are not open then ${onDay(day)}.`,
    closedOn: (day: string) => `We are closed ${onDay(day)}.`,
    nextIs: (moment: string, who: string) => `The next free time is ${moment}${who}.`,
    takeIt: () =>
      oneOf(
        "Shall I take that, or look at another day?",
        "Would that do, or shall I look at another day?",
        "Does that suit you? Another day is possible too.",
      ),
    takeFirst: () => oneOf("Shall I take the earliest?", "Would the earliest one suit you?"),
    takeFirstOf: (moment: string, who: string) =>
      oneOf(`Shall I simply take ${moment}${who}?`, `Shall I take ${moment}${who}, then?`),
    takeItOrWait: () =>
      oneOf(
        "Shall I take that? Another day is possible as well, or the waitlist.",
        "Would that do? I can also look at another day, and there is a waitlist.",
      ),
    stillTakeIt: (moment: string) =>
      oneOf(`Shall I take ${moment} for you?`, `So, would ${moment} suit you?`, `Would you like ${moment}?`),
    firstFree: (what: string, moment: string, who: string) =>
      oneOf(
        `It is rather busy here, I am afraid. For your ${what}, the earliest I have is ${moment}${who}.`,
        `I am afraid we are rather busy. For your ${what}, the next free time is ${moment}${who}.`,
      ),
    noneBefore: (moment: string, who: string) =>
      oneOf(
        `There is nothing earlier, I am afraid. The earliest I have is ${moment}${who}.`,
        `I am sorry, I have nothing sooner. The next free time is ${moment}${who}.`,
      ),
    nothingAtAll: () => "I find no free time at all in the days that can be booked.",

    gotIt: () => oneOf("Thank you, I have that.", "Thanks, that is noted.", "Good, I have that."),
    several: () =>
      oneOf("Gladly: just tell me which.", "There are several: please tell me one, or press it."),
    orOtherTimes: () => "If none of them is right, tell me another day or time.",
    whichTime: () =>
      oneOf("Which one suits you?", "Which of these would you like?", "Does one of these suit you?"),
    whichTimeOrDay: () =>
      oneOf(
        "Does one of these suit you, or would another day be better?",
        "Which one would you like? Another day is possible too.",
      ),
    whichOfTimes: (days: readonly OfferedDay[]) =>
      oneOf(
        `Which one would you like: ${offeredList(days)}?`,
        `So which of these would you like: ${offeredList(days)}?`,
        `Which of these shall I take: ${offeredList(days)}?`,
      ),
    /** It is free, and nobody keeps it: too much is kept already. */
    isFree: (moment: string, who: string) =>
      oneOf(`${capital(moment)}${who} is free.`, `Good, ${moment}${who} is free.`),
    taken: (moment: string, who: string) =>
      oneOf(
        `${capital(moment)}${who} is free, and I am keeping it for you.`,
        `Good, ${moment}${who} is free. I am keeping it for you.`,
      ),
    chose: (moment: string, who: string) =>
      oneOf(`Good: ${moment}${who}.`, `Lovely: ${moment}${who}.`, `All right: ${moment}${who}.`),
    gone: () =>
      oneOf(
        "I am sorry, somebody was faster: that time has just gone.",
        "I am sorry, that time was taken a moment ago.",
      ),
    tooOld: () => "That was a while ago, so I have looked again.",
    stillFree: () => "It is still free.",

    name: () =>
      oneOf("What name may I put it under?", "And your name, please?", "Whose name shall I write down?"),
    nameOfOther: () => oneOf("What is their name?", "And what name is it for?"),
    contact: (name: string) =>
      oneOf(
        `Thank you, ${name}. What is your e-mail address or phone number, for the confirmation?`,
        `Thanks, ${name}. And an e-mail address or phone number for the confirmation?`,
        `Thank you, ${name}. Which e-mail address or phone number may the confirmation go to?`,
      ),
    contactAgain: () => "What is your e-mail address or phone number, for the confirmation?",
    phoneInstead: () => "No problem, a phone number is enough. What is it?",
    emailInstead: () => "No problem, an e-mail address is enough. What is it?",
    oneIsNeeded: () =>
      "I need one of the two to book, an e-mail address or a phone number, so that the confirmation reaches you. Which would you like to give me?",
    badEmail: () =>
      "I could not read that as an e-mail address: it has a name, an @ and a domain with a dot. Could you type it once more?",
    badPhone: () =>
      "That does not look like a complete phone number to me. Could you type it once more, with the area code?",
    nameUnread: () => "I did not catch the name. Could you write just the name, please?",

    oneAtATime: () =>
      oneOf(
        "I book for one person at a time, and go on with the others right after.",
        "A visit is for one person, so I book them one after the other.",
      ),
    nextPerson: () =>
      oneOf(
        "Shall I go on with the next person, for the same around the same time?",
        "And the next person: shall I look for the same around the same time?",
      ),
    noted: () => oneOf("I have noted that.", "That is noted."),
    howToNote: () => "Of course: write it here, with the word “Note:” before it.",
    tooLateToNote: () => "I cannot add a note to a visit that stands already, I am afraid.",
    confirm: () =>
      oneOf(
        "This is what I would book; please tell me yes or no.",
        "Please have a look, and tell me whether it is right.",
        "Here it is once more in full. Is it right so?",
      ),
    confirmAgain: () =>
      oneOf(
        "I was not sure whether that was a yes. Is it right as it stands below?",
        "Just to be safe: is it right as it stands below, yes or no?",
      ),
    booked: (visit: string, to: string | undefined) =>
      `${oneOf("Done", "All set", "Wonderful")}: your ${visit} is booked.${sentTo(to)}`,
    anythingElse: () =>
      oneOf("Is there anything else I can do?", "Can I help you with anything else?", "Anything else?"),
    whatToChange: () =>
      oneOf(
        "No problem. What shall I change: the day, the time or something else?",
        "All right, nothing is booked. What would you like instead?",
      ),
    lapsed: () => "That summary was too old to be confirmed, so I have looked again.",
    termsChanged: () =>
      "The price or the length has changed in the meantime, so I would rather ask you again.",
    tooManyVisits: () => "You have as many visits ahead of you as can be booked for one person here.",
    noMoreBookings: () =>
      "I am sorry, I cannot book anything here at the moment, so nothing is booked. Please ask us directly.",
    droppedIt: () => oneOf("All right, I have dropped that.", "No problem, forget about it."),

    passedDay: (day: string) => `${capital(day)} has passed already.`,
    noSuchDay: () => "That month does not have so many days.",
    tooFarDay: () => "That day is further ahead than we take bookings.",
    passedTime: (time: string) => `${capital(time)} has passed already.`,
    noSuchTime: (time: string, day: string) =>
      `On ${day} the clocks go forward, and there is no ${time} that day. Which other time would you like?`,
    whichDate: (days: readonly string[]) => `Just to be sure: do you mean ${eitherOf(days)}?`,
    nobodyCalledSo: (people: readonly string[]) =>
      people.length === 1
        ? `I find nobody of that name here; there is ${people[0]}.`
        : `I find nobody of that name here; there are ${allOf(people)}.`,
    notTheirs: (person: string, service: string, others: readonly string[]) =>
      others.length === 0
        ? `${person} does not do ${service}.`
        : `${person} does not do ${service}; ${others.length === 1 ? `${others[0]} does` : `${allOf(others)} do`}.`,
  };
}

export type BookingWords = ReturnType<typeof bookingWords>;

/** `Tuesday 10 March at 9:00 am or 11:00 am`. */
export function offeredList(days: readonly OfferedDay[]): string {
  if (days.length === 1) return `${days[0]!.day} at ${eitherOf(days[0]!.times)}`;
  return eitherOf(days.map(({ day, times }) => `${day} at ${allOf(times)}`)).replaceAll(", or", " or");
}

/** ` The confirmation goes to jo@example.com.`, or nothing. */
export function sentTo(address: string | undefined): string {
  return address === undefined ? "" : ` The confirmation goes to ${address}.`;
}
