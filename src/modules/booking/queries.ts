import type { Selectable } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { BookingItemsTable, BookingsTable } from "#db/tenant-tables.ts";
import { notFound } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import { type CustomerRow, customersLike, getCustomer } from "#modules/customers/index.ts";

export type BookingRow = Selectable<BookingsTable>;
export type BookingItem = Selectable<BookingItemsTable> & {
  readonly service_name: string;
  readonly staff_name: string;
};

/** One visit with its parts (in order) and its customer. */
export type Booking = {
  readonly row: BookingRow;
  readonly items: readonly BookingItem[];
  readonly customer: CustomerRow;
};

export function findBooking(db: TenantReads, uid: string): Booking | undefined {
  const row = db.first(bookingByUid({ uid }));
  return row && { row, items: db.all(itemsOf({ uid })), customer: getCustomer(db, row.customer_id) };
}

/** Throws NOT_FOUND for an unknown uid. */
export function getBooking(db: TenantReads, uid: string): Booking {
  const booking = findBooking(db, uid);
  if (!booking) throw notFound("There is no such booking.");
  return booking;
}

export type BookingFilter = {
  /** Matches part of the customer's name, email or number. */
  readonly search?: string | undefined;
  readonly status?: BookingRow["status"] | undefined;
  readonly staffId?: string | undefined;
  readonly customerId?: string | undefined;
  /** Visits that start in `[from, to)`. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** The last visit of the previous page. */
  readonly after?: { readonly startAt: Instant; readonly uid: string } | undefined;
  readonly limit: number;
};

/** Visits in order of start. */
export function listBookings(db: TenantReads, filter: BookingFilter): Booking[] {
  let query = build.selectFrom("bookings").select("uid");
  if (filter.status) query = query.where("status", "=", filter.status);
  if (filter.customerId) query = query.where("customer_id", "=", filter.customerId);
  if (filter.from !== undefined) query = query.where("start_at", ">=", filter.from);
  if (filter.to !== undefined) query = query.where("start_at", "<", filter.to);
  if (filter.staffId !== undefined) {
    const staffId = filter.staffId;
    query = query.where("uid", "in", (row) =>
      row.selectFrom("booking_items").select("booking_uid").where("staff_id", "=", staffId),
    );
  }
  if (filter.search) query = query.where("customer_id", "in", customersLike(filter.search));
  if (filter.after) {
    const { startAt, uid } = filter.after;
    query = query.where((row) =>
      row.or([row("start_at", ">", startAt), row.and([row("start_at", "=", startAt), row("uid", ">", uid)])]),
    );
  }
  return db
    .all(query.orderBy("start_at").orderBy("uid").limit(filter.limit))
    .map(({ uid }) => getBooking(db, uid));
}

const bookingByUid = statement((p: { uid: string }) =>
  build.selectFrom("bookings").selectAll().where("uid", "=", p.uid),
);

const itemsOf = statement((p: { uid: string }) =>
  build
    .selectFrom("booking_items as item")
    .innerJoin("services as service", "service.id", "item.service_id")
    .innerJoin("staff as person", "person.id", "item.staff_id")
    .selectAll("item")
    .select(["service.name as service_name", "person.name as staff_name"])
    .where("item.booking_uid", "=", p.uid)
    .orderBy("item.position"),
);
