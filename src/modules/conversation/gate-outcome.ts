import type { Instant } from "#kernel/instant.ts";
import type { BookingView } from "#modules/booking/index.ts";

/** What the gate did with a turn, before any brain spoke. */
export type GateOutcome =
  /** Nothing was waiting for a yes. */
  | { readonly kind: "nothing_pending" }
  /** It was released: done, with what was frozen. `manageUrl` is absolute. */
  | {
      readonly kind: "done";
      readonly act: "book" | "cancel" | "move";
      readonly booking: BookingView;
      readonly manageUrl: string;
      /** Where it was about several visits: the starts of those that it was done with, in order. */
      readonly starts?: readonly Instant[];
      /** How many could not be changed. */
      readonly staying?: number;
    }
  /** It was released, but could not be done any more; what was frozen is void, the draft stands. */
  | {
      readonly kind: "refused";
      readonly act: "book" | "cancel" | "move";
      /** The tools' code for it. */
      readonly code:
        | "SLOT_TAKEN"
        | "TERMS_CHANGED"
        | "PLAN_LIMIT"
        | "CUSTOMER_LIMIT"
        | "TOO_LATE"
        | "PAST"
        | "UNAVAILABLE";
    }
  /** The customer said no, or something else than yes that changes the wish: void. */
  | { readonly kind: "declined" }
  | { readonly kind: "changed" }
  /** Neither yes nor no: still waiting, to be asked again once. */
  | { readonly kind: "unclear" }
  | { readonly kind: "expired" };
