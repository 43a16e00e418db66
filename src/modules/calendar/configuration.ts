import type { Selectable } from "kysely";

import { build, type TenantReads } from "#db/tenant-db.ts";
import type {
  OverridesTable,
  ResourcesTable,
  ServiceResourcesTable,
  ServicesTable,
  StaffServicesTable,
  StaffTable,
} from "#db/tenant-tables.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import {
  closedHolidays,
  getHours,
  getPolicies,
  getProfile,
  type Hours,
  type Policies,
  type Profile,
} from "#modules/business/index.ts";

/**
 * The part of a business's configuration that the engine needs, as stored; staff in their configured order.
 */
export type Configuration = {
  readonly profile: Pick<Profile, "time_zone">;
  readonly hours: Hours;
  readonly policies: Policies;
  /** The business dates that public holidays close. */
  readonly closedDates: readonly LocalDate[];
  readonly overrides: readonly Pick<Selectable<OverridesTable>, "staff_id" | "date" | "hours">[];
  readonly services: readonly Selectable<ServicesTable>[];
  readonly needs: readonly Selectable<ServiceResourcesTable>[];
  readonly staff: readonly Selectable<StaffTable>[];
  readonly skills: readonly Selectable<StaffServicesTable>[];
  /** Active resources only. */
  readonly resources: readonly Pick<Selectable<ResourcesTable>, "id" | "quantity">[];
};

/** Reads the current configuration from the file. */
export function readConfiguration(db: TenantReads): Configuration {
  return {
    profile: getProfile(db),
    hours: getHours(db),
    policies: getPolicies(db),
    closedDates: closedHolidays(db),
    overrides: db.all(build.selectFrom("overrides").select(["staff_id", "date", "hours"])),
    services: db.all(build.selectFrom("services").selectAll()),
    needs: db.all(build.selectFrom("service_resources").selectAll()),
    staff: db.all(build.selectFrom("staff").selectAll().orderBy("sort_order").orderBy("id")),
    skills: db.all(build.selectFrom("staff_services").selectAll()),
    resources: db.all(
      build
        .selectFrom("resources")
        .select(["id", "quantity"])
        .where("archived_at", "is", null)
        .where("active", "=", 1),
    ),
  };
}
