import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";

/** What is true and may be said at this moment of this conversation. Whatever else a sentence claims is not. */
export type Facts = {
  readonly now: Instant;
  readonly zone: Zone;
  /** How 3/4 is read, and telephone numbers (ISO 3166-1). */
  readonly country: string | null;
  /** Live offers, and what was chosen of them. */
  readonly offers: readonly Span[];
  /** The customer's own visits that this conversation may speak of; `stands`: not cancelled. */
  readonly bookings: readonly (Span & { readonly stands: boolean })[];
  /** Local dates, both included, for which free times were looked for: of these it may be said that none is free. */
  readonly looked: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
  /** How often visits come again that are wished for or booked. */
  readonly rhythm?: { readonly every: "week" | "month"; readonly interval: number } | undefined;
  /** The last day that can be booked, where it may be spoken of. */
  readonly lastDay?: LocalDate | undefined;
  /** Opening hours by day, as wall-clock minutes, for the days that can be spoken of; closed days have none. */
  readonly hoursOn: (date: LocalDate) => readonly { readonly start: number; readonly end: number }[];
  readonly services: readonly ServiceFacts[];
  /** Of staff and the customer: some are also months or numbers. */
  readonly names: readonly string[];
  /** Other prices that may be named: those of what is offered or booked. */
  readonly prices: readonly Price[];
  /** Other lengths in minutes: notice, hold, cancellation and booking window. */
  readonly minutes: readonly number[];
  /** The business's own words: answers to questions, policies, descriptions. What stands there may be said. */
  readonly ownTexts: readonly string[];
  /** What the customer wrote so far, read when it is asked for: their own dates and times may be repeated to them. */
  readonly customerTexts: () => readonly string[];
  /** What has happened in this turn or conversation, so that it may be claimed. */
  readonly done: ReadonlySet<Deed>;
  /** Absolute addresses that may be linked to, without what follows `?`. */
  readonly links: readonly string[];
  readonly emails: readonly string[];
  /** E.164, and as they are written in their country. */
  readonly phones: readonly string[];
  /** Marks that only stand in what a model is told and must never be said. */
  readonly canaries: readonly string[];
};

export type Span = { readonly start: Instant; readonly end: Instant };

/** In the smallest unit of its currency (ISO 4217). */
export type Price = { readonly cents: number; readonly currency: string };

export type ServiceFacts = {
  /** Its name and aliases. */
  readonly names: readonly string[];
  readonly minutes: number;
  /** Its price, and its deposit if it takes one. */
  readonly prices: readonly Price[];
};

/** `held`: a hold keeps what was chosen. `handed_over`: the owner was told. */
export const DEEDS = ["booked", "cancelled", "moved", "waitlisted", "handed_over", "held"] as const;
export type Deed = (typeof DEEDS)[number];

/** What is wrong with a sentence. */
export const OFFENCES = [
  "time",
  "date",
  "price",
  "duration",
  "claim",
  "link",
  "email",
  "phone",
  "canary",
  "markup",
] as const;
export type Offence = (typeof OFFENCES)[number];

/** `words`: what gave the offence, for the trace; never for a log. */
export type Judgement =
  | { readonly ok: true }
  | { readonly ok: false; readonly offence: Offence; readonly words: string };

export const FINE: Judgement = { ok: true };

export function offends(offence: Offence, words: string): Judgement {
  return { ok: false, offence, words };
}
