import type { CalendarRules } from "#modules/calendar/rules.ts";

/**
 * Keeps what was read or made of the configuration, by a key, as long as that stands: `calendarRules` answers the
 * same object until configuration changes. What was not found is not kept.
 */
export function keptUnder<T>() {
  const kept = new WeakMap<CalendarRules, Map<string, T>>();
  return <Found extends T | undefined>(rules: CalendarRules, key: string, find: () => Found): Found | T => {
    const known = kept.get(rules)?.get(key);
    if (known !== undefined) return known;
    const found = find();
    if (found === undefined) return found;
    const under = kept.get(rules) ?? new Map<string, T>();
    kept.set(rules, under.set(key, found));
    return found;
  };
}
