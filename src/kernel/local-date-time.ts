import { DAY, formatMinutes, type Instant, MINUTE } from "./instant.ts";
import { dateOfDay, type LocalDate, parseLocalDate } from "./local-date.ts";
import type { LocalReading, Zone } from "./zone.ts";

/** A local date and time, `YYYY-MM-DDTHH:MM`, in a zone that is known from context. */
export type LocalDateTime = `${LocalDate}T${number}:${number}`;

/** Parses `2026-03-09T09:00` into a date and its minute of the day; undefined for anything else. */
export function parseLocalDateTime(text: string): { date: LocalDate; minutes: number } | undefined {
  const [, dateText = "", hours, minutes] = /^(.{10})T(\d\d):(\d\d)$/.exec(text) ?? [];
  const date = parseLocalDate(dateText);
  if (date === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return { date, minutes: Number(hours) * 60 + Number(minutes) };
}

/** What `2026-03-09T09:00` means in the zone (SCHEDULING rule 3); undefined if it is not of that form. */
export function readLocalDateTime(zone: Zone, text: string): LocalReading | undefined {
  const local = parseLocalDateTime(text);
  return local && zone.readLocal(local.date, local.minutes);
}

/** Formats an instant as the zone's wall clock shows it: `2026-03-09T09:00`. */
export function formatLocal(zone: Zone, at: Instant): LocalDateTime {
  const local = at + zone.offsetAt(at);
  const day = Math.floor(local / DAY);
  return `${dateOfDay(day)}T${formatMinutes(Math.floor((local - day * DAY) / MINUTE))}` as LocalDateTime;
}
