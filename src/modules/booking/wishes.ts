import type { BookingSource, StaffChoiceDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { ServiceWish } from "#modules/calendar/index.ts";
import type { CustomerWish } from "#modules/customers/index.ts";

import type { CustomerLimit } from "./customer-limit.ts";
import type { SlotRefusal } from "./find-slot.ts";
import type { StaffWish } from "./move-rules.ts";
import type { Booking } from "./queries.ts";
import type { ShownTerms, TermsChanged } from "./terms.ts";

/** What every booking asks for. */
type AnyWish = ShownTerms & {
  readonly start: Instant;
  /** A hold on this very slot; an expired one is ignored. */
  readonly holdId?: string | undefined;
  readonly customer: CustomerWish;
  readonly notes?: string | undefined;
  readonly source: BookingSource;
  /**
   * Booked by the owner: the plan's limit does not apply; with `override` neither does any other rule, but an
   * overlap is still refused.
   */
  readonly byOwner?: boolean | undefined;
  readonly override?: boolean | undefined;
};

/** A wish for one service. */
export type BookingWish = AnyWish & {
  readonly serviceId: string;
  readonly staffId?: string | undefined;
  /** Why this person, if an offer decided that before. */
  readonly staffChoice?: StaffChoiceDocument | undefined;
};

/** A wish for several services in one visit, one after the other. */
export type SequenceWish = AnyWish & { readonly items: readonly ServiceWish[] };

export type VisitWish = BookingWish | SequenceWish;

/** If nobody is named to serve it, people who were asked for stay; for the others any free person will do. */
export type MoveWish = ShownTerms &
  StaffWish & {
    readonly start: Instant;
    readonly byOwner?: boolean | undefined;
    /** The owner's override of notice and booking window. */
    readonly override?: boolean | undefined;
  };

export type BookingOutcome = { readonly outcome: "booked"; readonly booking: Booking } | BookingRefusal;

export type BookingRefusal =
  | { readonly outcome: "hold_is_for_another_slot" }
  | { readonly outcome: "plan_limit" }
  | CustomerLimit
  | TimeRefusal;

/** Why a visit cannot be had under the terms that were shown. */
export type TimeRefusal = TermsChanged | SlotRefusal;
