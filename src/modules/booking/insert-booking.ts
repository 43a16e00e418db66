import type { Selectable } from "kysely";

import { columnsOf, statement } from "#db/query.ts";
import { build } from "#db/tenant-db.ts";
import type { BookingItemsTable, BookingsTable } from "#db/tenant-tables.ts";

/** Writes a new visit, all of its columns. */
export const insertBooking = statement((p: Selectable<BookingsTable>) =>
  build
    .insertInto("bookings")
    .values(
      columnsOf(p, [
        "uid",
        "customer_id",
        "status",
        "payment_status",
        "source",
        "start_at",
        "end_at",
        "price_cents",
        "currency",
        "policy",
        "notes",
        "series_id",
        "release_minutes",
        "checked_in_at",
        "cancelled_at",
        "cancel_reason",
        "version",
        "created_at",
        "updated_at",
      ]),
    ),
);

/** Writes a part of a new visit. */
export const insertBookingItem = statement((p: Selectable<BookingItemsTable>) =>
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
        "counts",
      ]),
    ),
);
