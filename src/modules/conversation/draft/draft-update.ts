import type { LocalDate } from "#kernel/local-date.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";
import type { Named } from "#modules/language/index.ts";

import type { Draft } from "#modules/conversation/state.ts";

/** A service, who performs it, and its price in the smallest unit of the currency. */
export type KnownService = Named & { readonly staffIds: readonly string[]; readonly price?: number };

/** One of the customer's visits that this conversation may discuss. */
export type OwnVisit = {
  readonly uid: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly items: readonly { readonly serviceId: string; readonly staffId: string }[];
  readonly seriesId?: string;
};

/** The context for reading a wish: the business, the clock, and the upcoming visits in `state.verified`. */
export type DraftRules = {
  readonly now: Instant;
  readonly zone: Zone;
  /** What can be booked, and by whom; active services and staff only. */
  readonly services: readonly KnownService[];
  readonly staff: readonly Named[];
  /** The last bookable date. */
  readonly lastDate: LocalDate;
  readonly visits: readonly OwnVisit[];
  /** The business was open today and is now closed for the day. */
  readonly isTodayOver?: boolean;
  /** Whether the business is open at that wall-clock minute on any day. */
  readonly isOpen?: ((minutes: number) => boolean) | undefined;
};

/** Something to be clarified before use; none of it is in the draft. */
export type Doubt =
  | { readonly about: "date"; readonly why: "past" | "too_far"; readonly date: LocalDate }
  | { readonly about: "date"; readonly why: "weekday_disagrees"; readonly candidates: readonly LocalDate[] }
  | { readonly about: "date"; readonly why: "no_such_date" }
  /** The time is skipped by a clock change, or already past. */
  | {
      readonly about: "time";
      readonly why: "gap" | "past";
      readonly date: LocalDate;
      readonly minutes: number;
    }
  | { readonly about: "service"; readonly why: "several"; readonly candidates: readonly Named[] }
  | { readonly about: "staff"; readonly why: "several"; readonly candidates: readonly Named[] }
  /** The requested person does not perform the service. */
  | {
      readonly about: "staff";
      readonly why: "not_theirs";
      readonly staffId: string;
      readonly serviceId: string;
    }
  /** Several of the shown times match. */
  | { readonly about: "choice"; readonly slotIds: readonly string[] }
  /** Several of the customer's visits match. */
  | { readonly about: "visit"; readonly uids: readonly string[] }
  | { readonly about: "email" | "phone"; readonly why: "unreadable" };

/** The aspects of the wish that changed. */
export type DraftChange =
  | "goal"
  | "service"
  | "staff"
  | "date"
  | "time"
  | "contact"
  | "note"
  | "people"
  | "repeat"
  | "scope"
  | "visit";

/** How a message changed the wish. */
export type DraftUpdate = {
  readonly draft: Draft;
  readonly changed: readonly DraftChange[];
  /** The live offer that the message chose, to be held. */
  readonly picked?: string;
  readonly doubts: readonly Doubt[];
  /** The customer abandoned what was in progress. */
  readonly abandoned: boolean;
};
