import type { LocalDate } from "#kernel/local-date.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";
import type { Named } from "#modules/language/index.ts";

import type { Draft } from "#modules/conversation/state.ts";

/** A service, who does it, and what it costs in the smallest unit of its currency. */
export type KnownService = Named & { readonly staffIds: readonly string[]; readonly price?: number };

/** A visit of the customer's that this conversation may speak about. */
export type OwnVisit = {
  readonly uid: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly items: readonly { readonly serviceId: string; readonly staffId: string }[];
  readonly seriesId?: string;
};

/** Beside what a wish is read: the business, the clock, and the visits in `state.verified` that lie ahead. */
export type DraftRules = {
  readonly now: Instant;
  readonly zone: Zone;
  /** What can be booked, and by whom; active ones only. */
  readonly services: readonly KnownService[];
  readonly staff: readonly Named[];
  /** The last date that can be booked. */
  readonly lastDate: LocalDate;
  readonly visits: readonly OwnVisit[];
  /** The business was open today, and will not be again. */
  readonly isTodayOver?: boolean;
  /** Whether the business is open at that wall-clock minute of any day. */
  readonly isOpen?: ((minutes: number) => boolean) | undefined;
};

/** What has to be asked about before it is used; nothing of it stands in the draft. */
export type Doubt =
  | { readonly about: "date"; readonly why: "past" | "too_far"; readonly date: LocalDate }
  | { readonly about: "date"; readonly why: "weekday_disagrees"; readonly candidates: readonly LocalDate[] }
  | { readonly about: "date"; readonly why: "no_such_date" }
  /** The clocks leap over that time, or it has passed already. */
  | {
      readonly about: "time";
      readonly why: "gap" | "past";
      readonly date: LocalDate;
      readonly minutes: number;
    }
  | { readonly about: "service"; readonly why: "several"; readonly candidates: readonly Named[] }
  | { readonly about: "staff"; readonly why: "several"; readonly candidates: readonly Named[] }
  /** They were asked for, and do not do it. */
  | {
      readonly about: "staff";
      readonly why: "not_theirs";
      readonly staffId: string;
      readonly serviceId: string;
    }
  /** Several of the shown times fit. */
  | { readonly about: "choice"; readonly slotIds: readonly string[] }
  /** Several of the customer's visits fit. */
  | { readonly about: "visit"; readonly uids: readonly string[] }
  | { readonly about: "email" | "phone"; readonly why: "unreadable" };

/** What is not as it was before. */
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

/** What a turn's words did to the wish. */
export type DraftUpdate = {
  readonly draft: Draft;
  readonly changed: readonly DraftChange[];
  /** One of the live offers, if the words choose it: to be held. */
  readonly picked?: string;
  readonly doubts: readonly Doubt[];
  /** The customer gave up what was under way. */
  readonly abandoned: boolean;
};
