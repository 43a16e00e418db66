import type { OneOf } from "./variants.ts";
import { allOf, eitherOf, isMany, lengthWords, onDay } from "./phrases.ts";

/** A service in words. */
export type ServiceTold = {
  readonly name: string;
  readonly price: string;
  readonly isFree: boolean;
  readonly minutes: number;
  readonly deposit: string | undefined;
};

/** Hours of a day or of several days with the same hours; empty: closed. */
export type HoursTold = { readonly days: string; readonly hours: readonly string[] };

/** Answers to questions outside a booking. Every figure is supplied by the caller. */
export function answerWords(oneOf: OneOf) {
  return {
    price: (services: readonly ServiceTold[]) => `${sentencesOf(services.map(priceOf), "; ")}.`,
    duration: (services: readonly ServiceTold[]) =>
      `${sentencesOf(
        services.map(({ name, minutes }) => `${name} ${takes(name)} ${lengthWords(minutes)}`),
        "; ",
      )}.`,
    priceAndDuration: (services: readonly ServiceTold[]) =>
      `${sentencesOf(
        services.map(
          (service) => `${priceOf(service)} and ${takes(service.name)} ${lengthWords(service.minutes)}`,
        ),
        "; ",
      )}.`,
    describe: (services: readonly { readonly name: string; readonly description: string }[]) =>
      services.map(({ name, description }) => `${name}: ${description}`).join(" "),
    deposit: ({ name, deposit }: ServiceTold) =>
      deposit === undefined ? `There's no deposit for ${name}.` : `There's a ${deposit} deposit for ${name}.`,
    hours: (lines: readonly HoursTold[]) => `Our hours are ${lines.map(hoursLine).join("; ")}.`,
    hoursOn: (day: string, hours: readonly string[]) =>
      hours.length === 0
        ? `We're closed ${onDay(day)}.`
        : `We're open ${onDay(day)}${day.startsWith("to") ? "," : ""} from ${allOf(hours)}.`,
    address: (address: string) => `You'll find us at ${address}.`,
    contact: (ways: readonly string[]) => `You can reach us ${ways.join(" or ")}.`,
    byPhone: (phone: string) => `by phone at ${phone}`,
    byEmail: (email: string) => `by email at ${email}`,
    whoDoes: (service: string, people: readonly string[]) =>
      people.length === 1
        ? `For ${service}, you'd see ${people[0]}.`
        : `For ${service}, you can see ${eitherOf(people)}.`,
    withWhom: (people: readonly string[]) => `You'd be with ${allOf(people)}.`,
    team: (people: readonly string[]) =>
      people.length === 1 ? `It's just ${people[0]} here.` : `Our team is ${allOf(people)}.`,
    /** The people to whom it applies. */
    wouldBe: (people: readonly string[]) => `That would be ${eitherOf(people)}.`,
    services: (services: readonly ServiceTold[], more: boolean) =>
      `We offer ${listedWith(
        services.map(({ name, price, isFree }) => (isFree ? name : `${name} (${price})`)),
        more,
      )}.`,
    notListed: () => "I don't see that on our list.",
    onlyListed: (services: readonly string[]) => `Of those, we only offer ${allOf(services)}.`,
    noEarlierVisits: () => "I can't see past visits here, so you'll have to tell me again.",
    changeNotice: (length: string) => `You can cancel or move a visit up to ${length} before it starts.`,
    identity: (business: string) =>
      oneOf(
        `I'm the automated assistant at ${business}, not a person. If you'd rather talk to one, just say so.`,
        `No, I'm not a person. I'm the automated assistant at ${business}, and I can put you in touch with someone if you'd like.`,
      ),
    doNotKnow: () =>
      oneOf(
        "I don't know that, I'm afraid. Should I ask the owner for you?",
        "I can't say for sure. Should I pass your question on to the owner?",
      ),
    askedOwner: () =>
      oneOf("The owner will see your question.", "Okay, your question is on the owner's list."),
    didNotAsk: () => "Okay.",
    wouldYouBook: () => oneOf("Would you like to book one?", "Should I find you a time?"),
    restIsForTeam: () => "I can't answer your other question, but the team can.",
    teamJudges: () =>
      oneOf(
        "That's something the team should decide, not me.",
        "I'd rather leave that for the team to decide.",
      ),
    orFindTime: () =>
      oneOf("Or should I look for a time, so they can take a look?", "I can also look for a time. Should I?"),
    outOfScope: (business: string) =>
      oneOf(
        `I'm afraid I can't help with that. I'm just here for visits to ${business}.`,
        `Sorry, that's not something I can help with. I can book visits to ${business} and answer questions about it.`,
      ),
  };
}

export type AnswerWords = ReturnType<typeof answerWords>;

function priceOf({ name, price, isFree }: ServiceTold): string {
  const are = isMany(name) ? "are" : "is";
  return isFree ? `${name} ${are} free of charge` : `${name} ${are} ${price}`;
}

function takes(name: string): string {
  return isMany(name) ? "take" : "takes";
}

/** `a, b and c`, or `a, b, c and more`. */
function listedWith(parts: readonly string[], more: boolean): string {
  return allOf(more ? [...parts, "more"] : parts);
}

function sentencesOf(parts: readonly string[], by: string): string {
  return parts.join(by);
}

function hoursLine({ days, hours }: HoursTold): string {
  return hours.length === 0 ? `${days} closed` : `${days} ${allOf(hours)}`;
}
