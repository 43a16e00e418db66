import type { Insertable } from "kysely";

import { toJson } from "#db/columns.ts";
import { columnsOf, statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import type {
  BookingItemsTable,
  BookingsTable,
  CustomersTable,
  EventsTable,
  OccupanciesTable,
} from "#db/tenant-tables.ts";
import { fixedClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";

/** One person's half hour. */
export type Cell = { readonly staffId: string; readonly start: Instant };

const ids = seededIds(fixedClock(Date.UTC(2026, 1, 1)), 5);

/** Writes every row of one visit as a booking would; each has a customer of its own. */
export function writeVisit(tx: TenantTx, service: string, { staffId, start }: Cell): void {
  const end = start + 30 * MINUTE;
  const [uid, customerId] = [ids.ulid(), ids.ulid()];
  const at = { created_at: start, updated_at: start };
  tx.run(insertCustomer({ id: customerId, name: "Ana Ruiz", email: `${customerId}@example.com`, ...at }));
  const booking = {
    uid,
    customer_id: customerId,
    status: "confirmed" as const,
    source: "page" as const,
    start_at: start,
    end_at: end,
    price_cents: 4500,
    currency: "USD",
    policy: toJson({ cancellation_notice_minutes: 120 }),
    ...at,
  };
  const item = {
    booking_uid: uid,
    position: 0,
    service_id: service,
    staff_id: staffId,
    start_at: start,
    end_at: end,
    price_cents: 4500,
    terms: TERMS,
    staff_choice: toJson({ rule: "least_recently_booked" as const, among: [staffId] }),
    assigned_at: start,
  };
  tx.run(insertBooking(booking));
  tx.run(insertItem(item));
  tx.run(
    insertOccupancy({
      subject_kind: "staff",
      subject_id: staffId,
      kind: "visit",
      owner_id: uid,
      claim: uid,
      start_at: start,
      end_at: end,
    }),
  );
  tx.run(
    insertEvent({
      id: ids.ulid(),
      at: start,
      kind: "booking_confirmed",
      subject: `booking:${uid}`,
      actor_kind: "customer",
      channel: "page",
      changes: JSON.stringify([{ table: "bookings", id: uid, before: null, after: booking }]),
    }),
  );
}

const TERMS = toJson({
  service_name: "Haircut",
  duration_minutes: 30,
  steps: [{ minutes: 30 }],
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  capacity: 1,
  resource_ids: [],
  deposit_cents: 0,
});

const insertCustomer = statement(
  (p: Pick<Insertable<CustomersTable>, "id" | "name" | "email" | "created_at" | "updated_at">) =>
    build.insertInto("customers").values(columnsOf(p, ["id", "name", "email", "created_at", "updated_at"])),
);

const BOOKING = [
  "uid",
  "customer_id",
  "status",
  "source",
  "start_at",
  "end_at",
  "price_cents",
  "currency",
  "policy",
  "created_at",
  "updated_at",
] as const;
const insertBooking = statement((p: Pick<Insertable<BookingsTable>, (typeof BOOKING)[number]>) =>
  build.insertInto("bookings").values(columnsOf(p, BOOKING)),
);

const ITEM = [
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
] as const;
const insertItem = statement((p: Pick<Insertable<BookingItemsTable>, (typeof ITEM)[number]>) =>
  build.insertInto("booking_items").values(columnsOf(p, ITEM)),
);

const OCCUPANCY = ["subject_kind", "subject_id", "kind", "owner_id", "claim", "start_at", "end_at"] as const;
const insertOccupancy = statement((p: Pick<Insertable<OccupanciesTable>, (typeof OCCUPANCY)[number]>) =>
  build.insertInto("occupancies").values(columnsOf(p, OCCUPANCY)),
);

const EVENT = ["id", "at", "kind", "subject", "actor_kind", "channel", "changes"] as const;
const insertEvent = statement((p: Pick<Insertable<EventsTable>, (typeof EVENT)[number]>) =>
  build.insertInto("events").values(columnsOf(p, EVENT)),
);
