import type { CalendarRules } from "#modules/calendar/rules.ts";

/**
 * Caches values derived from the configuration, by key, for as long as the configuration stands:
 * `calendarRules` returns the same object until it changes. `undefined` is not cached.
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
