import { MINUTE } from "#kernel/instant.ts";
import { dayOf, type LocalDate } from "#kernel/local-date.ts";
import { type CalendarRules, openingWindows } from "#modules/calendar/index.ts";

/** Opening hours on a date, in wall-clock minutes; an end above 1440 is on the next day. Empty if closed. */
export function hoursOn(
  rules: CalendarRules,
  date: LocalDate,
): readonly { readonly start: number; readonly end: number }[] {
  const day = dayOf(date);
  const spans = openingWindows(rules, { fromDay: day, toDay: day });
  const hours: { start: number; end: number }[] = [];
  const minuteAt = (minute: number): number => {
    const at = minute * MINUTE;
    return (rules.zone.dayOf(at) - day) * 1440 + rules.zone.minuteOfDay(at);
  };
  for (let i = 0; i < spans.length; i += 2)
    hours.push({ start: minuteAt(spans[i]!), end: minuteAt(spans[i + 1]!) });
  return hours;
}
