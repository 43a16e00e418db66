/**
 * Kinds for which a duplicate does less harm than a loss: they tell the customer what they know already. Any
 * other interrupted message waits for a person to decide.
 */
const REPEATABLE: ReadonlySet<string> = new Set([
  "booking_confirmation",
  "booking_rescheduled",
  "booking_cancellation",
  "booking_reminder",
  "waitlist_joined",
  "waitlist_offer",
  "waitlist_gone",
]);

/** Whether a message that may have been sent is sent again: at most once, and only if that does no harm. */
export function planRepeat(message: { readonly kind: string; readonly repeats: number }): boolean {
  return message.repeats === 0 && REPEATABLE.has(message.kind);
}
