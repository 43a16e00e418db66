import { formatInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import type { Zone } from "#kernel/zone.ts";
import { alternativeView } from "#modules/booking/refusals.ts";

import type { OnConflict, PlacedDate } from "./place-series.ts";
import type { SeriesChange } from "./queries.ts";

/** A date of a series as the API shows it: `free` in a preview, `booked` once it is written. */
export function dateView(zone: Zone, one: PlacedDate, placed: "free" | "booked") {
  if (one.kind === "no_such_day") return { status: "no_such_day" as const, month: one.month };
  if (one.kind === "conflict") {
    return {
      status: "conflict" as const,
      date: one.date,
      start: formatInstant(one.start),
      start_local: formatLocal(zone, one.start),
      reason: one.reason,
      nearest: one.nearest ? alternativeView(zone, one.nearest) : null,
    };
  }
  const first = one.parts[0]!;
  return {
    status: placed,
    date: one.date,
    start: formatInstant(first.start),
    end: formatInstant(one.parts.at(-1)!.end),
    start_local: formatLocal(zone, first.start),
    staff_id: first.staffId,
    ...(placed === "booked" && { uid: one.uid }),
    ...(one.insteadOf !== undefined && { instead_of: formatInstant(one.insteadOf) }),
  };
}

export type DateView = ReturnType<typeof dateView>;

/** The choices for dates that are not free, and how many visits each would book. */
export function choicesOf(dates: readonly PlacedDate[]): { on_conflict: OnConflict; visits: number }[] {
  const free = dates.filter(({ kind }) => kind === "placed").length;
  const conflicts = dates.filter((one) => one.kind === "conflict");
  if (conflicts.length === 0) return [];
  return [
    { on_conflict: "skip", visits: free },
    { on_conflict: "nearest", visits: free + conflicts.filter(({ nearest }) => nearest).length },
    { on_conflict: "stop", visits: 0 },
  ];
}

/** What a change did to a series; nothing if it covered a single visit. */
export function seriesIn({ series }: { readonly series?: SeriesChange }, zone: Zone) {
  if (!series) return {};
  const changed = series.changed.map(({ row }) => ({
    uid: row.uid,
    start: formatInstant(row.start_at),
    start_local: formatLocal(zone, row.start_at),
  }));
  return { series: { id: series.id, changed, unchanged: series.unchanged } };
}
