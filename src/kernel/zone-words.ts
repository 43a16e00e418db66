import { type Instant, MINUTE } from "./instant.ts";
import type { Zone } from "./zone.ts";

/** The zone as shown on a page: `New York, UTC−5`. */
export function zoneWords(zone: Zone, at: Instant): string {
  const place = placeOf(zone);
  return place === "UTC" ? "UTC" : `${place}, ${offsetWords(zone.offsetAt(at))}`;
}

/** The zone without its offset, for texts that outlast a clock change: `New York time`. */
export function clockWords(zone: Zone): string {
  const place = placeOf(zone);
  return place === "UTC" ? "UTC" : `${place} time`;
}

function placeOf(zone: Zone): string {
  return zone.id.slice(zone.id.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** `UTC−5`, `UTC+5:30`, with a real minus sign. */
function offsetWords(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  const rest = minutes % 60 === 0 ? "" : `:${String(minutes % 60).padStart(2, "0")}`;
  return `UTC${offset < 0 ? "−" : "+"}${Math.floor(minutes / 60)}${rest}`;
}
