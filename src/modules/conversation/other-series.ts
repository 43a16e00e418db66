import type { Instant } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";
import type { Repeating, Understanding } from "#modules/language/index.ts";

import type { FrozenSeries, Pending } from "./state.ts";

/** The visit to be cancelled or moved, and whether it belongs to a series. */
export type VisitToChange = { readonly start: Instant; readonly isOfSeries: boolean };

type Context = { readonly zone: Zone; readonly visit?: VisitToChange | undefined };

/** Whether the message names a rhythm, or visits of the series, other than those in the summary. */
export function hasOtherSeries(understood: Understanding, { act }: Pending, context: Context): boolean {
  if (act.kind !== "book") return isOtherScope(understood, act, context);
  const { repeat, dateRange } = understood;
  if (!act.series) return (repeat?.every ?? repeat?.standing ?? repeat?.other) !== undefined;
  if (dateRange?.end !== undefined && dateRange.end !== act.series.repeat.until) return true;
  return repeat !== undefined && isOtherRepeat(repeat, act.series);
}

function isOtherRepeat(said: Repeating, { repeat, onConflict, starts }: FrozenSeries): boolean {
  const { every, interval, count, until, lasting, open, once, other } = said;
  if (once ?? other ?? open ?? lasting) return true;
  if (every !== undefined && (every !== repeat.every || interval !== repeat.interval)) return true;
  if (count !== undefined && count !== repeat.count && count !== starts.length) return true;
  if (until !== undefined && until !== repeat.until) return true;
  return said.onConflict !== undefined && said.onConflict !== onConflict;
}

/** Whether a different visit of the series was named, or more or fewer of them. */
function isOtherScope(
  { scope, dates }: Understanding,
  act: Exclude<Pending["act"], { kind: "book" }>,
  { visit, zone }: Context,
): boolean {
  if (!visit?.isOfSeries) return false;
  if (scope !== undefined && scope !== (act.scope ?? "this")) return true;
  if (act.kind === "move" || act.scope === "all") return false;
  return dates.some((date) => date !== zone.localDateOf(visit.start));
}
