import type { Zone } from "#kernel/zone.ts";

import type { Span } from "./facts.ts";

/** A visit or offer in the business's zone: day number, wall-clock minutes, and duration in `minutes`. */
export type LocalSpan = {
  readonly day: number;
  readonly start: number;
  readonly end: number;
  readonly minutes: number;
};

export function localSpan(zone: Zone, { start, end }: Span): LocalSpan {
  return {
    day: zone.dayOf(start),
    start: zone.minuteOfDay(start),
    end: zone.minuteOfDay(end),
    minutes: Math.round((end - start) / 60_000),
  };
}

/** A time as it was said, in minutes of the day. Not `sure`: am or pm is open, and `minutes` is below 720. */
export type SaidTime = { readonly minutes: number; readonly sure: boolean };

/** Whether a time as said can mean this wall-clock minute. */
export function canMean({ minutes, sure }: SaidTime, minute: number): boolean {
  const wanted = ((minute % 1440) + 1440) % 1440;
  return sure ? wanted === minutes % 1440 : wanted % 720 === minutes % 720;
}
