import type { Instant } from "#kernel/instant.ts";
import type { BookingView } from "#modules/booking/index.ts";

/** What the gate did with a turn, before any brain ran. */
export type GateOutcome =
  /** Nothing was waiting for confirmation. */
  | { readonly kind: "nothing_pending" }
  /** Released and carried out exactly as frozen. `manageUrl` is absolute. */
  | {
      readonly kind: "done";
      readonly act: "book" | "cancel" | "move";
      readonly booking: BookingView;
      readonly manageUrl: string;
      /** For several visits: the starts of those that were changed, in order. */
      readonly starts?: readonly Instant[];
      /** How many visits could not be changed. */
      readonly staying?: number;
    }
  /** Released, but no longer possible; what was frozen is void, the draft is kept. */
  | {
      readonly kind: "refused";
      readonly act: "book" | "cancel" | "move";
      /** The code that tools use for the failure. */
      readonly code:
        | "SLOT_TAKEN"
        | "TERMS_CHANGED"
        | "PLAN_LIMIT"
        | "CUSTOMER_LIMIT"
        | "TOO_LATE"
        | "PAST"
        | "UNAVAILABLE";
    }
  /** The customer said no, or changed the wish instead of confirming: void. */
  | { readonly kind: "declined" }
  | { readonly kind: "changed" }
  /** Neither yes nor no: still waiting, to be asked once more. */
  | { readonly kind: "unclear" }
  | { readonly kind: "expired" };
