import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Booking, type BookingRow, getBooking } from "#modules/booking/queries.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** Which visits of a series a change covers. */
export type Scope = "this" | "this_and_later" | "all";

/** A change's scope; left out: this visit only. */
export type Scoped = { readonly scope?: Scope | undefined };

/**
 * The visits of a series that a change covers, in order of start: active and still to come. All visits of a
 * series have the same customer, so the index over a customer's visits finds them.
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

/** What happened to the visits of a series. */
export type SeriesChange = {
  readonly id: string;
  /** The visits that changed, in order of start. */
  readonly changed: readonly Booking[];
  /** The visits that stay as they are, and why. */
  readonly unchanged: readonly { readonly uid: string; readonly reason: string }[];
};

/** A visit in a listing of its series. */
export type SeriesVisit = Pick<BookingRow, "uid" | "start_at" | "end_at" | "status">;

/** All visits of this visit's series, in order of start, whatever their status. */
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
