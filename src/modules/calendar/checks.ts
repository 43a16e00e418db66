import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { Spans } from "#kernel/spans.ts";

import type { StartQuery } from "./judge-start.ts";
import { isFull, visitsInWeek, visitsOn } from "./limits.ts";
import type { Occupied, VisitCounts, VisitLimits } from "./rules.ts";

/** One rule, whether the start satisfies it, and what decided that. */
export type Check =
  | { readonly rule: "service_known" | "service_active" | "staff_active" | "does_service"; passed: boolean }
  | { readonly rule: "not_past"; readonly passed: boolean }
  | { readonly rule: "notice"; readonly passed: boolean; readonly earliest: Instant }
  | { readonly rule: "booking_window"; readonly passed: boolean; readonly lastDate: LocalDate | undefined }
  | LimitCheck
  | { readonly rule: "hours"; readonly passed: boolean; readonly opening: Spans; readonly working: Spans }
  /** Null if the grid counts from free time and there is none. */
  | { readonly rule: "grid"; readonly passed: boolean | null; readonly joinsClass: boolean }
  | { readonly rule: "free"; readonly passed: boolean; readonly busy: readonly Clash[] }
  | { readonly rule: "resources"; readonly passed: boolean; readonly full: readonly FullResource[] }
  | { readonly rule: "seats"; readonly passed: boolean; readonly left: number };

export type LimitCheck = {
  readonly rule: "business_limit" | "service_limit" | "staff_limit";
  readonly passed: boolean;
  readonly limits: VisitLimits;
  readonly onDate: number;
  readonly inWeek: number | undefined;
};

/** A row in the way: of the visit itself, or only of a buffer around it. */
export type Clash = { readonly row: Occupied; readonly meets: "visit" | "buffer" };
export type FullResource = {
  readonly resourceId: string;
  readonly quantity: number;
  readonly rows: readonly Occupied[];
};

/** The date and counts that limits are checked against. */
export type Counted = {
  readonly visits: VisitCounts | undefined;
  readonly query: StartQuery;
  readonly day: number;
};

/** The check of one limit; empty if none is set. An override sets the limit aside. */
export function limitCheck(
  rule: LimitCheck["rule"],
  scope: string,
  limits: VisitLimits | undefined,
  { visits, query, day }: Counted,
): LimitCheck[] {
  if (!limits || !visits) return [];
  const passed = query.override === true || !isFull(visits, scope, limits, day);
  const inWeek = limits.perWeek === null ? undefined : visitsInWeek(visits, scope, day);
  return [{ rule, passed, limits, onDate: visitsOn(visits, scope, day), inWeek }];
}
