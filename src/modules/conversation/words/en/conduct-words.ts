import { allOf } from "./phrases.ts";
import type { OneOf } from "./variants.ts";

const OF_THOSE = {
  cheapest: "less expensive",
  dearest: "more expensive",
  quickest: "shorter",
  longest: "longer",
} as const;

/** Sentences about the business's week and services outside a booking, and about what it cannot do. */
export function conductWords(oneOf: OneOf) {
  return {
    /** `said`: one or more services with prices, `Blow-dry ($35)`. */
    cheapest: (said: readonly string[]) =>
      said.length === 1
        ? `Our least expensive service is ${said[0]}.`
        : `Our least expensive services are ${allOf(said)}.`,
    dearest: (said: readonly string[]) =>
      said.length === 1
        ? `Our most expensive service is ${said[0]}.`
        : `Our most expensive services are ${allOf(said)}.`,
    quickest: (said: readonly string[]) =>
      said.length === 1 ? `Our shortest service is ${said[0]}.` : `Our shortest services are ${allOf(said)}.`,
    longest: (said: readonly string[]) =>
      said.length === 1 ? `Our longest service is ${said[0]}.` : `Our longest services are ${allOf(said)}.`,
    /** Of the services under discussion; if there are several, they are equal. */
    ofThose: (what: keyof typeof OF_THOSE, said: readonly string[]) =>
      said.length === 1
        ? `The ${OF_THOSE[what]} one is ${said[0]}.`
        : `There's no difference: ${allOf(said)}.`,
    free: () => "free",
    reminders: () =>
      "If we have your email address, we'll remind you a day before your visit and again two hours before.",
    isIn: (person: string, day: string) => `You asked about ${day}: yes, ${person} is in.`,
    isOff: (person: string, day: string) => `You asked about ${day}: no, ${person} isn't in.`,
    whichDayIn: (person: string) => `Tell me a day, and I'll check if ${person} is in.`,
    findTimeWith: (person: string) => `Should I find you a time with ${person}?`,
    onlyEnglish: () => "I'm sorry, I only understand English here.",
    next: (what: string) => oneOf(`Now on to the next one: your ${what}.`, `Next up: your ${what}.`),
    /** When several are to be cancelled. */
    andTheOther: () => oneOf("Now the next one.", "On to the next one."),
    /** For repeating visits. */
    oneWeekdayEach: (days: readonly string[]) =>
      `You said ${allOf(days)}. A series keeps to a single day of the week, so I'd set them up one after the other. Should I start with ${days[0]}, every week?`,
    oneWeekdayOnly: () =>
      "A series keeps to a single day of the week. Should I start with the first one, every week?",
    notEachDay: () =>
      "I can't book several days in a row at once. A series repeats by the week or by the month. Should I start with a single visit?",
    whatInstead: () =>
      oneOf("No problem. What would you like instead?", "Okay. What did you have in mind instead?"),
    rightContact: () => "Sorry about that. What should it be?",
    thatIsSo: () => "That's what I have already.",
    thisOneFirst: () => "Let's finish this one first, and then we can do the next.",
    thatIsForTeam: () => "I can't answer that one, but the team can.",
    partOfVisit: () =>
      "I can't take one part out of a visit on my own. I could cancel the whole visit, and you could book the rest again.",
    nameOfThis: () => oneOf("What name should this one be under?", "And whose name is this one for?"),
  };
}

export type ConductWords = ReturnType<typeof conductWords>;

const TITLE = /^(?:mr|mrs|ms|miss|mx|dr|prof|sir)\.?$/i;

/** How to address somebody: by first name, or by the full name if it starts with a title. */
export function addressOf(name: string): string {
  const [first = name] = name.split(/\s+/);
  return TITLE.test(first) ? name : first;
}
