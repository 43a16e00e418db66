import { build, type TenantReads } from "#db/tenant-db.ts";
import { formatInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import { getZone } from "#kernel/zone.ts";
import { getProfile } from "#modules/business/index.ts";

import { writeCsv } from "./csv.ts";

/** Every customer as CSV, except erased ones. */
export function exportCustomers(db: TenantReads): string {
  const rows = db.all(build.selectFrom("customers").selectAll().where("erased_at", "is", null).orderBy("id"));
  return writeCsv(
    ["id", "name", "email", "phone", "notes", "sms_consent_at", "created_at"],
    rows.map((row) => [
      row.id,
      row.name,
      row.email,
      row.phone,
      row.notes,
      row.sms_consent_at === null ? null : formatInstant(row.sms_consent_at),
      formatInstant(row.created_at),
    ]),
  );
}

const BOOKING_COLUMNS = [
  "uid",
  "status",
  "start",
  "end",
  "start_local",
  "service",
  "staff",
  "customer_id",
  "customer",
  "email",
  "phone",
  "price_cents",
  "currency",
  "payment_status",
  "source",
  "notes",
  "created_at",
] as const;

/** Every visit as CSV, one line per part. Local times are in the business's zone. */
export function exportBookings(db: TenantReads): string {
  const zone = getZone(getProfile(db).time_zone);
  const rows = db.all(
    build
      .selectFrom("bookings")
      .innerJoin("booking_items as item", "item.booking_uid", "uid")
      .innerJoin("services", "services.id", "item.service_id")
      .innerJoin("staff", "staff.id", "item.staff_id")
      .innerJoin("customers", "customers.id", "customer_id")
      .select([
        "uid",
        "status",
        "payment_status",
        "source",
        "bookings.currency",
        "bookings.notes",
        "bookings.created_at",
      ])
      .select([
        "item.start_at",
        "item.end_at",
        "item.price_cents",
        "customer_id",
        "customers.email",
        "customers.phone",
      ])
      .select(["services.name as service", "staff.name as staff", "customers.name as customer"])
      .orderBy("item.start_at")
      .orderBy("uid")
      .orderBy("item.position"),
  );
  return writeCsv(
    BOOKING_COLUMNS,
    rows.map((row) => [
      row.uid,
      row.status,
      formatInstant(row.start_at),
      formatInstant(row.end_at),
      formatLocal(zone, row.start_at),
      row.service,
      row.staff,
      row.customer_id,
      row.customer,
      row.email,
      row.phone,
      row.price_cents,
      row.currency,
      row.payment_status,
      row.source,
      row.notes,
      formatInstant(row.created_at),
    ]),
  );
}
