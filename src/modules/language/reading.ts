import type { Context, Reading } from "./values.ts";

/** Countries that write dates month first. */
const MONTH_FIRST: ReadonlySet<string> = new Set(["US", "CA", "PH"]);

/** The context as rules see it, with defaults filled in. */
export function readingOf(context: Context): Reading {
  return {
    ...context,
    today: context.zone.dayOf(context.now),
    minute: context.zone.minuteOfDay(context.now),
    dayFirst: !MONTH_FIRST.has(context.country ?? "US"),
  };
}
