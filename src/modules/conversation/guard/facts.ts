import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";

/** What is true and may be said at this moment of this conversation. Whatever else a sentence claims is not. */
export type Facts = {
  readonly now: Instant;
  readonly zone: Zone;
  /** How 3/4 is read (ISO 3166-1). */
  readonly country: string | null;
  /** Starts and ends that may be named: live offers, what was chosen, the customer's own visits. */
  readonly visits: readonly { readonly start: Instant; readonly end: Instant }[];
  /** Opening hours by day, as wall-clock minutes, for the days that can be spoken of; closed days have none. */
  readonly hoursOn: (date: LocalDate) => readonly { readonly start: number; readonly end: number }[];
  /** Prices that may be named, in cents: services', deposits', those of what is offered or booked. */
  readonly prices: readonly { readonly cents: number; readonly currency: string }[];
  /** Lengths in minutes: services', notice, hold and cancellation periods. */
  readonly minutes: readonly number[];
  /** The business's own words: answers to questions, policies, descriptions. What stands there may be said. */
  readonly ownTexts: readonly string[];
  /** What the customer wrote so far: their own dates and times may be repeated to them. */
  readonly customerTexts: readonly string[];
  /** What has happened in this turn or conversation, so that it may be claimed. */
  readonly done: ReadonlySet<"booked" | "cancelled" | "moved" | "waitlisted" | "handed_over">;
  /** Absolute addresses that may be linked to, without what follows `?`. */
  readonly links: readonly string[];
  readonly emails: readonly string[];
  /** E.164. */
  readonly phones: readonly string[];
  /** Marks that only stand in what a model is told and must never be said. */
  readonly canaries: readonly string[];
};

/** What is wrong with a sentence. */
export type Offence =
  | "time"
  | "date"
  | "price"
  | "duration"
  | "claim"
  | "link"
  | "email"
  | "phone"
  | "canary"
  | "markup";

export type Judgement =
  | { readonly ok: true }
  | { readonly ok: false; readonly offence: Offence; readonly words: string };
