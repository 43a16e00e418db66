import type { OneOf } from "./variants.ts";
import { allOf, capital, lengthWords, onDay } from "./phrases.ts";

/** A service as it is told. */
export type ServiceTold = {
  readonly name: string;
  readonly price: string;
  readonly isFree: boolean;
  readonly minutes: number;
  readonly deposit: string | undefined;
};

/** Hours of a day or of days that have the same; none: closed. */
export type HoursTold = { readonly days: string; readonly hours: readonly string[] };

/** Answers to what is asked beside a booking. Every figure comes from who calls. */
export function answerWords(oneOf: OneOf) {
  return {
    price: (services: readonly ServiceTold[]) => `${sentencesOf(services.map(priceOf), "; ")}.`,
    duration: (services: readonly ServiceTold[]) =>
      `${sentencesOf(
        services.map(({ name, minutes }) => `${name} takes ${lengthWords(minutes)}`),
        "; ",
      )}.`,
    priceAndDuration: (services: readonly ServiceTold[]) =>
      `${sentencesOf(
        services.map((service) => `${priceOf(service)} and takes ${lengthWords(service.minutes)}`),
        "; ",
      )}.`,
    describe: (services: readonly { readonly name: string; readonly description: string }[]) =>
      services.map(({ name, description }) => `${name}: ${description}`).join(" "),
    deposit: ({ name, deposit }: ServiceTold) =>
      deposit === undefined ? `There is no deposit for ${name}.` : `${name} takes a deposit of ${deposit}.`,
    hours: (lines: readonly HoursTold[]) => `Our hours: ${lines.map(hoursLine).join("; ")}.`,
    hoursOn: (day: string, hours: readonly string[]) =>
      hours.length === 0
        ? `We are closed ${onDay(day)}.`
        : `We are open ${onDay(day)}${day.startsWith("to") ? "," : ""} from ${allOf(hours)}.`,
    address: (address: string) => `You find us at ${address}.`,
    contact: (ways: readonly string[]) => `You can reach us ${ways.join(" or ")}.`,
    byPhone: (phone: string) => `by phone at ${phone}`,
    byEmail: (email: string) => `by e-mail at ${email}`,
    whoDoes: (service: string, people: readonly string[]) =>
      people.length === 1
        ? `${capital(service)} is done by ${people[0]}.`
        : `${capital(service)} is done by ${allOf(people)}.`,
    team: (people: readonly string[]) => `Here work ${allOf(people)}.`,
    services: (services: readonly ServiceTold[], more: boolean) =>
      `We do ${allOf(services.map(({ name, price, isFree }) => (isFree ? name : `${name} (${price})`)))}${more ? ", and more" : ""}.`,
    notListed: () => "I do not find that on our list.",
    onlyListed: (services: readonly string[]) =>
      `Of those, I find only ${allOf(services)} among our services.`,
    noEarlierVisits: () => "I do not see earlier visits here, so please tell me once more.",
    changeNotice: (length: string) => `You can cancel or move a visit up to ${length} before it.`,
    identity: (business: string) =>
      oneOf(
        `I am the automated assistant of ${business}, not a person. If you would rather speak to one, just say so.`,
        `No, I am not a person but the automated assistant of ${business}. I can lead you to a person if you like.`,
      ),
    doNotKnow: () =>
      oneOf(
        "I do not know that, I am afraid. Shall I ask the owner for you?",
        "That I cannot tell you for sure. Shall I pass the question on to the owner?",
      ),
    askedOwner: () =>
      oneOf("The owner will see your question.", "Good, your question is on the owner's list."),
    didNotAsk: () => "All right.",
    wouldYouBook: () => oneOf("Would you like to book one?", "Shall I find you a time?"),
    restIsForTeam: () => "The other question I cannot answer, but the team can.",
    teamJudges: () =>
      oneOf(
        "That is for the team to judge rather than for me.",
        "I would rather leave that to the team to judge.",
      ),
    orFindTime: () =>
      oneOf(
        "Or shall I look for a time, so that they can have a look?",
        "I can also look for a time. Shall I?",
      ),
    outOfScope: (business: string) =>
      oneOf(
        `That is beyond me, I am afraid: I only look after visits to ${business}.`,
        `I cannot help with that; I am here for visits to ${business} and questions about it.`,
      ),
  };
}

export type AnswerWords = ReturnType<typeof answerWords>;

function priceOf({ name, price, isFree }: ServiceTold): string {
  return isFree ? `${name} is free of charge` : `${name} costs ${price}`;
}

function sentencesOf(parts: readonly string[], by: string): string {
  return parts.join(by);
}

function hoursLine({ days, hours }: HoursTold): string {
  return hours.length === 0 ? `${days} closed` : `${days} ${allOf(hours)}`;
}
