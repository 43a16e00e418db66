import type { ConversationOutcome } from "#db/conversation-tables.ts";
import { formatMoney } from "#kernel/money.ts";
import type { Goal } from "#modules/conversation/state.ts";

import { lengthWords } from "./phrases.ts";

/** The contents of a visit's summary, in words. */
export type VisitFigures = {
  readonly services: readonly string[];
  /** The people who perform them, each once, in order. */
  readonly people: readonly string[];
  /** `Monday 9 March 2026`. */
  readonly date: string;
  /** `9:00 am`. */
  readonly time: string;
  readonly minutes: number;
  readonly priceCents: number;
  readonly currency: string;
};

export type Contact = {
  readonly name: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
};

/** What the customer is asked to confirm, in the server's own words. */
export function bookSummary(visit: VisitFigures, contact: Contact, notes: string | undefined): string {
  return `${whatAndWhen(visit)} (${lengthWords(visit.minutes)})${priceOf(visit)}. For ${contactOf(contact)}.${noteOf(notes)} Should I book it?`;
}

/** Empty if there is no price: it may not be known in advance. */
function priceOf({ priceCents, currency }: Pick<VisitFigures, "priceCents" | "currency">): string {
  return priceCents === 0 ? "" : `, ${formatMoney(priceCents, currency)}`;
}

export function contactOf({ name, email, phone }: Contact): string {
  return [name, email, phone].filter((part) => part !== undefined).join(", ");
}

export function noteOf(notes: string | undefined): string {
  return notes === undefined ? "" : ` Note: “${notes}”.`;
}

export function moveSummary(visit: VisitFigures, was: Pick<VisitFigures, "date" | "time">): string {
  return `Move ${listed(visit.services)} from ${was.date} at ${was.time} to ${visit.date} at ${visit.time}${withPeople(visit.people)} (${lengthWords(visit.minutes)})${priceOf(visit)}. Should I move it?`;
}

export function cancelSummary(visit: VisitFigures): string {
  return `Cancel ${whatAndWhen(visit)}. Should I cancel it?`;
}

function whatAndWhen({ services, people, date, time }: VisitFigures): string {
  return `${listed(services)}${withPeople(people)} on ${date} at ${time}`;
}

export function withPeople(people: readonly string[]): string {
  return people.length === 0 ? "" : ` with ${listed(people)}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

const ENDED: Readonly<Record<ConversationOutcome, string>> = {
  booked: "Booked a visit",
  moved: "Moved a visit",
  cancelled: "Cancelled a visit",
  waitlisted: "Joined the waitlist",
  answered: "Asked questions",
  handed_over: "Handed over to a person",
  abandoned: "Left without a result",
};

/** One line about a conversation for the business, without personal data. */
export function conversationSummary({
  outcome,
  goal,
  services,
}: {
  readonly outcome: ConversationOutcome;
  readonly goal: Goal | null;
  readonly services: readonly string[];
}): string {
  const about = services.length > 0 ? `: ${listed(services)}` : "";
  const ended = outcome === "abandoned" && goal !== null ? `Wanted to ${WANTED[goal]}` : ENDED[outcome];
  return `${ended}${about}.`;
}

const WANTED: Readonly<Record<Goal, string>> = {
  book: "book a visit",
  reschedule: "move a visit",
  cancel: "cancel a visit",
  lookup: "look a visit up",
  waitlist: "join the waitlist",
};
