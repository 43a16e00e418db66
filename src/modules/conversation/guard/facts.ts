import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";

/** What is true and may be said at this point of a conversation. Anything else a sentence claims is untrue. */
export type Facts = {
  readonly now: Instant;
  readonly zone: Zone;
  /** ISO 3166-1. Decides how 3/4 and telephone numbers are read. */
  readonly country: string | null;
  /** Current offers, and those the customer chose. */
  readonly offers: readonly Span[];
  /** The customer's own visits that this conversation may mention; `stands`: not cancelled. */
  readonly bookings: readonly (Span & { readonly stands: boolean })[];
  /** Local dates, both inclusive, that were searched for free times: it may be said that nothing is free there. */
  readonly looked: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
  /** How often the requested or booked visits repeat. */
  readonly rhythm?: { readonly every: "week" | "month"; readonly interval: number } | undefined;
  /** The last bookable day, if it may be mentioned. */
  readonly lastDay?: LocalDate | undefined;
  /** Opening hours of a day that may be mentioned, in wall-clock minutes; empty if closed. */
  readonly hoursOn: (date: LocalDate) => readonly { readonly start: number; readonly end: number }[];
  readonly services: readonly ServiceFacts[];
  /** Names of staff and of the customer: some are also months or numbers. */
  readonly names: readonly string[];
  /** Other prices that may be mentioned: those of offers and bookings. */
  readonly prices: readonly Price[];
  /** Other durations in minutes: notice, hold, cancellation and booking window. */
  readonly minutes: readonly number[];
  /** The business's own texts: answers to questions, policies, descriptions. What they say may be said. */
  readonly ownTexts: readonly string[];
  /** The customer's messages so far, loaded on demand: their own dates and times may be repeated to them. */
  readonly customerTexts: () => readonly string[];
  /** What has happened in this turn or conversation and may therefore be claimed. */
  readonly done: ReadonlySet<Deed>;
  /** Absolute URLs that may be linked to, without their query. */
  readonly links: readonly string[];
  readonly emails: readonly string[];
  /** In E.164 and in national notation. */
  readonly phones: readonly string[];
  /** Markers placed in a model's prompt, which must never appear in its text. */
  readonly canaries: readonly string[];
};

export type Span = { readonly start: Instant; readonly end: Instant };

/** An amount in the smallest unit of its currency (ISO 4217). */
export type Price = { readonly cents: number; readonly currency: string };

export type ServiceFacts = {
  /** Its name and aliases. */
  readonly names: readonly string[];
  readonly minutes: number;
  /** Its price, and its deposit if it has one. */
  readonly prices: readonly Price[];
};

/** `held`: a hold keeps the chosen time. `handed_over`: the owner was notified. */
export const DEEDS = ["booked", "cancelled", "moved", "waitlisted", "handed_over", "held"] as const;
export type Deed = (typeof DEEDS)[number];

/** What can be wrong with a sentence. */
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

/** `words`: the offending words, for the trace; never for a log. */
export type Judgement =
  | { readonly ok: true }
  | { readonly ok: false; readonly offence: Offence; readonly words: string };

export const FINE: Judgement = { ok: true };

export function offends(offence: Offence, words: string): Judgement {
  return { ok: false, offence, words };
}
