import type { BookingView } from "#modules/booking/index.ts";

import type { Phase } from "./state.ts";

/** An offered start as clients see it; `slot_id` is valid only within its conversation. */
export type OfferedSlotView = {
  readonly slot_id: string;
  readonly start: string;
  readonly start_local: string;
  readonly label: string;
  /** Null if several people serve it, one after the other. */
  readonly staff: { readonly id: string; readonly name: string } | null;
};

/** What the customer is asked to confirm. Text and token come from the server, never from a model. */
export type ConfirmView = {
  readonly confirm_token: string;
  readonly summary: string;
  readonly expires_at: string;
};

/**
 * The events of a turn, in order; each channel renders them in its own way. `delta` is text that has passed the
 * guard; `replace` replaces all text of this turn so far; the last event is always `done`.
 */
export type EngineEvent =
  | { readonly event: "delta"; readonly text: string }
  | { readonly event: "slots"; readonly slots: readonly OfferedSlotView[] }
  | ({ readonly event: "confirm" } & ConfirmView)
  | { readonly event: "booking"; readonly booking: BookingView; readonly manage_url: string }
  | { readonly event: "handoff"; readonly reason: string; readonly phone?: string; readonly email?: string }
  | { readonly event: "replace"; readonly text: string }
  | { readonly event: "error"; readonly code: string; readonly reason: string; readonly message: string }
  | { readonly event: "done"; readonly state: Phase };
