import { Temporal } from "temporal-polyfill";

import type { CalendarRules, Occupied, ServiceRules, StaffRules } from "#modules/calendar/index.ts";
import { dateOfDay, dayOf, type LocalDate, weekdayOfDay } from "#kernel/local-date.ts";

export type NaiveQuestion = {
  readonly rules: CalendarRules;
  readonly service: ServiceRules;
  readonly rows: ReadonlyMap<string, readonly Occupied[]>;
  readonly from: LocalDate;
  readonly to: LocalDate;
};

export type NaiveSlot = { readonly start: number; readonly staffIds: readonly string[] };

/**
 * Availability as computed by engines that create a date object for every slot: for each day, person and grid
 * step the library computes the wall clock anew, and each slot is compared with each visit. Only for services
 * on the clock grid without buffers, steps or resources; it exists only as a baseline.
 */
export function naiveAvailability(question: NaiveQuestion): NaiveSlot[] {
  const found = new Map<string, { start: number; staffIds: string[] }>();
  for (let day = dayOf(question.from); day <= dayOf(question.to); day += 1) {
    for (const person of question.rules.staff) addPersonsDay(question, person, day, found);
  }
  return [...found.values()].toSorted((a, b) => a.start - b.start);
}

function addPersonsDay(
  { rules, service, rows }: NaiveQuestion,
  person: StaffRules,
  day: number,
  found: Map<string, { start: number; staffIds: string[] }>,
): void {
  const date = Temporal.PlainDate.from(dateOfDay(day));
  for (const [opens, closes] of rules.hours[weekdayOfDay(day)] ?? []) {
    const end = atMinute(date, closes, rules.zone.id);
    let start = atMinute(date, opens, rules.zone.id);
    for (;;) {
      const ends = start.add({ minutes: service.durationMinutes });
      if (Temporal.ZonedDateTime.compare(ends, end) > 0) break;
      const visit = { start: start.epochMilliseconds, end: ends.epochMilliseconds };
      const isTaken = (rows.get(person.id) ?? []).some(
        (row) => row.start < visit.end && visit.start < row.end,
      );
      if (!isTaken) {
        const slot = found.get(start.toString()) ?? { start: visit.start, staffIds: [] };
        slot.staffIds.push(person.id);
        found.set(start.toString(), slot);
      }
      start = start.add({ minutes: service.slotIntervalMinutes });
    }
  }
}

function atMinute(date: Temporal.PlainDate, minute: number, timeZone: string): Temporal.ZonedDateTime {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return date.toZonedDateTime({ timeZone, plainTime: time });
}
