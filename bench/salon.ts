import { toJson } from "#db/columns.ts";
import { build, type TenantDb, type TenantTx } from "#db/tenant-db.ts";
import type { WeekDocument } from "#db/tenant-tables.ts";
import { fixedClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";

import { fillVisits } from "./visits.ts";

/** Monday 2 March 2026, 8:00 in New York; the clocks change on the following Sunday. */
export const NOW = Date.UTC(2026, 2, 2, 13);
export const TODAY = "2026-03-02";
export const ZONE = "America/New_York";

/** A typical business: customers come Monday to Saturday, for half an hour each. */
export type SalonSize = {
  readonly staff: number;
  /** Upcoming visits in each of the next two months of 30 days. */
  readonly visits: number;
  /** Past visits, going back day by day. */
  readonly history?: number;
  /** Sets daily and weekly limits on everything, which are hardly ever reached. */
  readonly limits?: boolean;
};

/** The case of the goals: 1 service, 5 staff, 400 visits in 30 days, a grid of 15 minutes. */
export const USUAL: SalonSize = { staff: 5, visits: 400 };

const NINE_TO_SIX = [["09:00", "18:00"]] as const;
const WEEK: WeekDocument = {
  mon: NINE_TO_SIX,
  tue: NINE_TO_SIX,
  wed: NINE_TO_SIX,
  thu: NINE_TO_SIX,
  fri: NINE_TO_SIX,
  sat: NINE_TO_SIX,
};

const ids = seededIds(fixedClock(NOW), 11);
/** The services of every salon, all alike; four, so that there are enough distinct queries. */
export const SERVICES = Array.from({ length: 4 }, () => ids.ulid());
export const SERVICE = SERVICES[0] ?? "";
const STAFF = Array.from({ length: 50 }, () => ids.ulid());

/** Fills an empty tenant file with a salon of this size. */
export function fillSalon(db: TenantDb, size: SalonSize): void {
  const staff = STAFF.slice(0, size.staff);
  db.write((tx) => configure(tx, staff, size.limits === true));
  fillVisits(db, { ...size, staff, service: SERVICE });
}

const MANY = { per_day: 40, per_week: 200 };

function configure(tx: TenantTx, staff: readonly string[], isLimited: boolean): void {
  const limits = isLimited ? MANY : {};
  const times = { created_at: NOW, updated_at: NOW };
  const documents = {
    profile: { business_name: "Luna Hair", time_zone: ZONE, address: "1 Main St, New York" },
    hours: WEEK,
    policies: {
      min_notice_minutes: 60,
      booking_window_days: 1000,
      cancellation_text: "Two hours before.",
      limits,
    },
  };
  for (const [key, document] of Object.entries(documents))
    tx.run(build.insertInto("settings").values({ key, document: JSON.stringify(document), updated_at: NOW }));
  for (const [i, id] of SERVICES.entries()) {
    const lengths = { duration_minutes: 30, slot_interval_minutes: 15 };
    const price = { price_cents: 4500, currency: "USD" };
    tx.run(
      build.insertInto("services").values({
        id,
        ref: `cut-${i}`,
        name: "Haircut",
        limits: toJson(limits),
        ...lengths,
        ...price,
        ...times,
      }),
    );
  }
  for (const [i, id] of staff.entries()) {
    const person = { id, ref: `staff-${i}`, name: `Mia ${i}`, limits: toJson(limits) };
    tx.run(build.insertInto("staff").values({ ...person, ...times }));
    for (const service of SERVICES)
      tx.run(build.insertInto("staff_services").values({ staff_id: id, service_id: service }));
  }
}
