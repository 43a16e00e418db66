import type { BookingSource, StaffChoiceDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { ChainWish } from "#modules/calendar/index.ts";

import type { CustomerLimit, CustomerWish } from "./customer-limit.ts";
import type { SlotRefusal } from "./find-slot.ts";
import type { StaffWish } from "./move-rules.ts";
import type { Booking } from "./queries.ts";
import type { ShownTerms, TermsChanged } from "./terms.ts";

/** What somebody who books says, whatever it is that they book. */
type AnyWish = ShownTerms & {
  readonly start: Instant;
  /** A hold on this very slot; one that has expired is as good as none. */
  readonly holdId?: string | undefined;
  /** Their details, or the id of one whom the business knows. */
  readonly customer: CustomerWish;
  readonly notes?: string | undefined;
  readonly source: BookingSource;
  /** The owner's right: the plan's limit does not bind, and with `override` no other rule; an overlap does. */
  readonly byOwner?: boolean | undefined;
  readonly override?: boolean | undefined;
};

/** A wish for one service. */
export type BookingWish = AnyWish & {
  readonly serviceId: string;
  readonly staffId?: string | undefined;
  /** Why this person, where that was decided before: by an offer. */
  readonly staffChoice?: StaffChoiceDocument | undefined;
};

/** A wish for several services in one visit, one after the other. */
export type ChainBookingWish = AnyWish & { readonly items: readonly ChainWish[] };

export type VisitWish = BookingWish | ChainBookingWish;

/** Who is to serve it is left out: the same people; whoever is free where nobody was asked for. */
export type MoveWish = ShownTerms &
  StaffWish & {
    readonly start: Instant;
    readonly byOwner?: boolean | undefined;
    /** The owner's right to ignore notice and booking window. */
    readonly override?: boolean | undefined;
  };

export type BookingOutcome = { readonly outcome: "booked"; readonly booking: Booking } | BookingRefusal;

export type BookingRefusal =
  | { readonly outcome: "hold_is_for_another_slot" }
  | { readonly outcome: "plan_limit" }
  | CustomerLimit
  | TimeRefusal;

/** Why there is no time for a visit under the terms that were shown. */
export type TimeRefusal = TermsChanged | SlotRefusal;
