import { formatMinutes, parseInstant } from "#kernel/instant.ts";
import { getZone } from "#kernel/zone.ts";
import { type Asked, understand, type Understanding } from "#modules/language/index.ts";

export type Said = Understanding;

/** Interprets a text as if it were said at that time and place. `now` is an instant with any offset. */
export function understandAt(
  text: string,
  { now, zone, asked }: { now: string; zone: string; asked?: Asked | undefined },
): Said {
  const at = parseInstant(now) ?? Date.parse(now);
  return understand(text, { now: at, zone: getZone(zone), asked });
}

/** `15:30`; "" if undefined. */
export function clockOf(minutes: number | undefined): string {
  return minutes === undefined ? "" : formatMinutes(minutes);
}
