/**
 * Kinds of which one too many does less harm than none: they say what the customer knows already. Anything
 * else whose sending was cut off waits for a person to look at it.
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

/** Whether a message that may have arrived goes out again: once at most, and only where that does no harm. */
export function planRepeat(message: { readonly kind: string; readonly repeats: number }): boolean {
  return message.repeats === 0 && REPEATABLE.has(message.kind);
}
