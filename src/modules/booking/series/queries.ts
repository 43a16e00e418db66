import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Booking, type BookingRow, getBooking } from "#modules/booking/queries.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** Which visits of a series a change is about. */
export type Scope = "this" | "this_and_later" | "all";

/**
 * The visits of a series that a change is about, in order of start: those that stand and are still to come.
 * All of a series are one customer's, so they are found by the index over that customer's visits.
 */
export function visitsInScope(
  ctx: TenantContext,
  reads: TenantReads,
  { row }: Booking,
  scope: Scope,
): readonly Booking[] {
  const now = ctx.clock.now();
  const from = scope === "all" ? now : Math.max(now, row.start_at);
  const rows = reads.all(seriesFrom({ customer: row.customer_id, series: row.series_id ?? "", from }));
  return rows.map(({ uid }) => getBooking(reads, uid));
}

/** What became of the visits of a series. */
export type SeriesChange = {
  readonly id: string;
  /** Visits that are changed, in order of start. */
  readonly changed: readonly Booking[];
  /** Visits that stay as they are, and why. */
  readonly unchanged: readonly { readonly uid: string; readonly reason: string }[];
};

/** A visit of a series, as it stands in the list of them. */
export type SeriesVisit = Pick<BookingRow, "uid" | "start_at" | "end_at" | "status">;

/** All visits of the series that this one belongs to, in order of start, whatever has become of them. */
export function visitsOfSeries(reads: TenantReads, { row }: Booking): readonly SeriesVisit[] {
  if (row.series_id === null) return [];
  return reads.all(wholeSeries({ customer: row.customer_id, series: row.series_id }));
}

const wholeSeries = statement((p: { customer: string; series: string }) =>
  build
    .selectFrom("bookings")
    .select(["uid", "start_at", "end_at", "status"])
    .where("customer_id", "=", p.customer)
    .where("series_id", "=", p.series)
    .orderBy("start_at"),
);

const seriesFrom = statement((p: { customer: string; series: string; from: Instant }) =>
  build
    .selectFrom("bookings")
    .select("uid")
    .where("customer_id", "=", p.customer)
    .where("start_at", ">=", p.from)
    .where("series_id", "=", p.series)
    .where("status", "in", ["confirmed", "pending_payment"])
    .orderBy("start_at"),
);
