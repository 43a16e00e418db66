import { type Instant, MINUTE } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";
import { momentInSentence } from "#modules/portal/day-words.ts";

/** The deadline for changing a visit with that start, as a time and as a sentence. */
export function changeWords(zone: Zone, start: Instant, noticeMinutes: number, now: Instant): string {
  const deadline = start - noticeMinutes * MINUTE;
  if (deadline < now) return "This visit starts too soon to be moved or cancelled online.";
  return `You can move or cancel online, free of charge, until ${momentInSentence(zone, deadline, now)}.`;
}
