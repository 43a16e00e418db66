import type { Selectable } from "kysely";

import { columnsOf, statement } from "#db/query.ts";
import { build } from "#db/tenant-db.ts";
import type { BookingItemsTable, BookingsTable } from "#db/tenant-tables.ts";

/** Columns that every new visit leaves at the table's defaults. */
type Unchanged = {
  readonly payment_status: "none";
  readonly checked_in_at: null;
  readonly cancelled_at: null;
  readonly cancel_reason: null;
  readonly version: 1;
};

export type NewBookingRow = Selectable<BookingsTable> & Unchanged;
export type NewItemRow = Selectable<BookingItemsTable> & { readonly counts: 1 };

/** Inserts a new visit. */
export const insertBooking = statement((p: Omit<NewBookingRow, keyof Unchanged>) =>
  build
    .insertInto("bookings")
    .values(
      columnsOf(p, [
        "uid",
        "customer_id",
        "status",
        "source",
        "start_at",
        "end_at",
        "price_cents",
        "currency",
        "policy",
        "notes",
        "series_id",
        "release_minutes",
        "created_at",
        "updated_at",
      ]),
    ),
);

/** Inserts one part of a new visit. */
export const insertBookingItem = statement((p: Omit<NewItemRow, "counts">) =>
  build
    .insertInto("booking_items")
    .values(
      columnsOf(p, [
        "booking_uid",
        "position",
        "service_id",
        "staff_id",
        "start_at",
        "end_at",
        "price_cents",
        "terms",
        "staff_choice",
        "assigned_at",
      ]),
    ),
);
