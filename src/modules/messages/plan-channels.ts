import type { OutboxChannel } from "#db/tenant-tables.ts";

/** What a customer is told when a visit is booked or changed. */
export type BookingChangeKind = "booking_confirmation" | "booking_rescheduled" | "booking_cancellation";

export type BookingMessageKind = BookingChangeKind | "booking_reminder";

export type Reachable = {
  readonly email: string | null;
  readonly phone: string | null;
  readonly sms_consent_at: number | null;
  readonly erased_at: number | null;
};

/** The channels to reach a customer: mail if they gave an address, text only if they agreed to it. */
export function planChannels(customer: Reachable): readonly Extract<OutboxChannel, "email" | "sms">[] {
  if (customer.erased_at !== null) return [];
  const byMail = customer.email === null ? [] : (["email"] as const);
  const byText = customer.phone === null || customer.sms_consent_at === null ? [] : (["sms"] as const);
  return [...byMail, ...byText];
}
