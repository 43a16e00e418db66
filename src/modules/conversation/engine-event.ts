import type { BookingView } from "#modules/booking/index.ts";

import type { Phase } from "./state.ts";

/** A start that was offered, as it leaves the house; `slot_id` means something in its conversation only. */
export type OfferedSlotView = {
  readonly slot_id: string;
  readonly start: string;
  readonly start_local: string;
  readonly label: string;
  /** Null where several people take part, one after the other. */
  readonly staff: { readonly id: string; readonly name: string } | null;
};

/** What the customer is asked to confirm: text and token are the server's own, never a model's. */
export type ConfirmView = {
  readonly confirm_token: string;
  readonly summary: string;
  readonly expires_at: string;
};

/**
 * What a turn brings, in order; each channel renders it in its own way. `delta` is text that has passed the
 * guard; `replace` stands for all text of this turn so far; the last is always `done`.
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
