import type { Ids } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { getZone, type Zone } from "#kernel/zone.ts";
import type { TimeOffRow } from "#modules/business/index.ts";
import { type FaqRow, planFaq } from "#modules/knowledge/index.ts";
import { planResource, type ResourceRow } from "#modules/resources/index.ts";
import { planService, type ServiceRow } from "#modules/services/index.ts";
import {
  type OverrideRow,
  planOverride,
  planStaff,
  planTimeOff,
  type StaffRow,
} from "#modules/staff/index.ts";

import type { TenantDocument } from "./complete-tenant.ts";

/** Every row that a document becomes, apart from the settings. */
export type TenantRows = {
  readonly resources: readonly ResourceRow[];
  readonly services: readonly { readonly row: ServiceRow; readonly resourceIds: readonly string[] }[];
  readonly staff: readonly { readonly row: StaffRow; readonly serviceIds: readonly string[] }[];
  readonly overrides: readonly OverrideRow[];
  readonly timeOff: readonly TimeOffRow[];
  readonly faqs: readonly FaqRow[];
};

type Made = { readonly ids: Ids; readonly now: Instant };

/**
 * Plans the rows of a new business. Ids ascend in the order of the document, so that an export keeps that
 * order.
 */
export function planTenant(document: TenantDocument, made: Made): TenantRows {
  const { now } = made;
  const zone = getZone(document.profile.time_zone);
  const resources = withIds(document.resources, made.ids, (item, id) => planResource(item, { id, now }));
  const services = withIds(document.services, made.ids, (item, id) => ({
    row: planService(item, { id, now }),
    resourceIds: idsOf(resources, item.resources),
  }));
  const serviceRows = services.map((service) => service.row);
  const staff = withIds(document.staff, made.ids, (item, id, i) => ({
    row: planStaff(item, { id, now, sortOrder: i }),
    serviceIds: idsOf(serviceRows, item.services),
  }));
  const staffRows = staff.map((person) => person.row);
  return {
    resources,
    services,
    staff,
    overrides: planOverrides(document, staffRows, made),
    timeOff: planAbsences(document, staffRows, { ...made, zone }),
    faqs: withIds(document.faqs, made.ids, (item, id, i) => planFaq(item, { id, now, sortOrder: i })),
  };
}

function planOverrides(
  document: TenantDocument,
  staff: readonly StaffRow[],
  { ids, now }: Made,
): OverrideRow[] {
  const everyones = document.staff.flatMap((person, i) =>
    person.overrides.map((override) => ({ override, staffId: staff[i]?.id ?? null })),
  );
  const all = [...document.overrides.map((override) => ({ override, staffId: null })), ...everyones];
  return withIds(all, ids, ({ override, staffId }, id) => planOverride(override, staffId, { id, now }));
}

function planAbsences(
  document: TenantDocument,
  staff: readonly StaffRow[],
  { ids, now, zone }: Made & { readonly zone: Zone },
): TimeOffRow[] {
  const all = document.staff.flatMap((person, i) =>
    person.time_off.map((timeOff) => ({ timeOff, staffId: staff[i]?.id ?? "" })),
  );
  const rows = withIds(all, ids, ({ timeOff, staffId }, id) =>
    planTimeOff(timeOff, staffId, { id, now, zone }),
  );
  return rows.filter((row) => row !== undefined);
}

/** Ids created within one millisecond are not ordered: they are sorted before being assigned. */
function withIds<Item, Made>(
  items: readonly Item[],
  ids: Ids,
  make: (item: Item, id: string, index: number) => Made,
): Made[] {
  const sorted = items.map(() => ids.ulid()).toSorted();
  return items.map((item, i) => make(item, sorted[i] ?? ids.ulid(), i));
}

function idsOf(
  rows: readonly { readonly id: string; readonly ref: string }[],
  refs: readonly string[],
): string[] {
  return rows.filter((row) => refs.includes(row.ref)).map((row) => row.id);
}
