import { spokenDate, timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import type { ConversationState, Draft, LookedSeries } from "#modules/conversation/state.ts";

import { oftenWords } from "./series-words.ts";

/** How the requested visit repeats, for a language model; as far as known. */
export function repeatLines({ repeat, scope }: Draft): string[] {
  const meant = scope ? [`meant of the visits that belong together: ${scope.replaceAll("_", " ")}`] : [];
  if (!repeat) return meant;
  const { every, interval = 1, count, until, lasting, open, onConflict } = repeat;
  const end = [
    count === undefined ? "" : `${count} visits`,
    until === undefined ? "" : `until ${until}`,
    lasting ? `for ${lasting.count} ${lasting.unit}s` : "",
    open ? "as long as can be booked" : "",
  ].filter((part) => part !== "");
  const often = every ? oftenWords({ every, interval }) : "how often was not said";
  return [
    `comes again: ${[often, ...(end.length > 0 ? end : ["how many was not said"])].join(", ")}`,
    ...(onConflict ? [`dates that are not free: ${WISHES[onConflict]}`] : []),
    ...meant,
  ];
}

const WISHES = { skip: "are left out", nearest: "get the nearest time" } as const;

/** The availability found for its dates. */
export function seriesLines({ series }: ConversationState, zone: Zone): string[] {
  if (!series || series.missed.length === 0) return [];
  return [
    `dates of the series that are not free:\n${series.missed.map((one) => missedLine(one, zone)).join("\n")}`,
  ];
}

function missedLine({ start, nearest }: LookedSeries["missed"][number], zone: Zone): string {
  const near = nearest === undefined ? "" : `; the nearest time is ${label(nearest, zone)}`;
  return `- ${label(start, zone)}${near}`;
}

function label(at: number, zone: Zone): string {
  return `${spokenDate(zone.localDateOf(at))}, ${timeLabel(zone, at)}`;
}
