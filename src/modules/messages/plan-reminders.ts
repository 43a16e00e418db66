import { HOUR, type Instant } from "#kernel/instant.ts";

/** How long before a visit its customer is reminded, in hours, in the order of sending. */
const REMIND_BEFORE = [24, 2] as const;

/** A reminder: how many hours before which start. It no longer applies once the visit starts at another time. */
export type ReminderPayload = { readonly hours: number; readonly start: Instant };

/** SCHEDULING rule 14: the reminders of a visit that starts at `start`, without those already past at `now`. */
export function planReminders(start: Instant, now: Instant): readonly (ReminderPayload & { due: Instant })[] {
  return REMIND_BEFORE.map((hours) => ({ hours, start, due: start - hours * HOUR })).filter(
    ({ due }) => due > now,
  );
}

/** When the reminders of such a visit are due, past ones too. */
export function reminderTimes(start: Instant): readonly Instant[] {
  return REMIND_BEFORE.map((hours) => start - hours * HOUR);
}

/** Whether a reminder that is late is still worth sending: until the next one is due. */
export function isStillOfUse({ hours, start }: ReminderPayload, now: Instant): boolean {
  const next = REMIND_BEFORE.find((other) => other < hours) ?? 0;
  return now < start - next * HOUR;
}
