import type { TenantDb, TenantTx } from "#db/tenant-db.ts";
import {
  NO_HOLIDAYS,
  type PlannedHolidays,
  settingsDocuments,
  type SettingsKey,
  writeHolidays,
  writeSettings,
} from "#modules/business/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { insertFaq } from "#modules/knowledge/index.ts";
import { insertResource } from "#modules/resources/index.ts";
import { changeNeeds, insertService } from "#modules/services/index.ts";
import { changeSkills, insertOverride, insertStaff, insertTimeOff } from "#modules/staff/index.ts";
import type { Actor, TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import type { TenantDocument } from "./complete-tenant.ts";
import { planTenant, type TenantRows } from "./plan-tenant.ts";

/**
 * Who creates a business, and its clock and ids. There is no context yet, because the tenant does not exist.
 */
export type Founding = Pick<TenantContext, "clock" | "ids"> & { readonly actor: Actor };

/** Writes a whole document and one event into the empty file of a new tenant, in one transaction. */
export function importTenant(
  db: TenantDb,
  founding: Founding,
  document: TenantDocument,
  /** The holidays of its policies, computed beforehand. */
  holidays: PlannedHolidays = NO_HOLIDAYS,
): void {
  const now = founding.clock.now();
  const rows = planTenant(document, { ids: founding.ids, now });
  db.write((tx) => {
    const changes = [
      ...insertSettings(tx, document, now),
      ...writeHolidays(tx, holidays),
      ...insertRows(tx, rows),
    ];
    // Nobody subscribes to what happened before the business existed, so nothing else of the context is used.
    const ctx = { ...founding, db, subscribers: [] } as unknown as TenantContext;
    recordEvent(ctx, tx, { kind: "business_founded", subject: "business", changes });
  });
}

function insertSettings(tx: TenantTx, document: TenantDocument, now: number): RowChange[] {
  const keys = Object.keys(settingsDocuments) as SettingsKey[];
  return keys.flatMap((key) => {
    const part = document[key];
    return part ? [writeSettings(tx, key, part, { version: 1, now })] : [];
  });
}

function insertRows(tx: TenantTx, rows: TenantRows): RowChange[] {
  return [
    ...rows.resources.map((row) => insertResource(tx, row)),
    ...rows.services.flatMap(({ row, resourceIds }) => [
      insertService(tx, row),
      ...changeNeeds(tx, row.id, resourceIds),
    ]),
    ...rows.staff.flatMap(({ row, serviceIds }) => [
      insertStaff(tx, row),
      ...changeSkills(tx, row.id, serviceIds),
    ]),
    ...rows.overrides.map((row) => insertOverride(tx, row, "overrides")),
    ...rows.timeOff.map((row) => insertTimeOff(tx, row)),
    ...rows.faqs.map((row) => insertFaq(tx, row)),
  ];
}
