import { build, type TenantReads } from "#db/tenant-db.ts";
import { formatInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import type { Zone } from "#kernel/zone.ts";

import type { Reason } from "./plan-attention.ts";

/** A reason as the owner reads it. */
export type ReasonView = {
  readonly rule: Reason["rule"];
  readonly message: string;
  readonly service_id?: string;
  readonly staff_id?: string;
  readonly resource_id?: string;
  readonly start?: string;
  readonly end?: string;
};

/** What people and things are called, archived ones included. */
export type Names = (id: string) => string;

export function readNames(db: TenantReads): Names {
  const names = new Map<string, string>();
  for (const table of ["services", "staff", "resources"] as const) {
    for (const { id, name } of db.all(build.selectFrom(table).select(["id", "name"]))) names.set(id, name);
  }
  return (id) => names.get(id) ?? "Something that is gone";
}

export function reasonView(reason: Reason, zone: Zone, nameOf: Names): ReasonView {
  return {
    rule: reason.rule,
    message: message(reason, zone, nameOf),
    ...("serviceId" in reason && { service_id: reason.serviceId }),
    ...("staffId" in reason && { staff_id: reason.staffId }),
    ...("resourceId" in reason && { resource_id: reason.resourceId }),
    ...("during" in reason && {
      start: formatInstant(reason.during.start),
      end: formatInstant(reason.during.end),
    }),
  };
}

function message(reason: Reason, zone: Zone, nameOf: Names): string {
  switch (reason.rule) {
    case "service_removed":
      return `${nameOf(reason.serviceId)} is not offered any more.`;
    case "staff_left":
      return `${nameOf(reason.staffId)} does not work here any more.`;
    case "skill_removed":
      return `${nameOf(reason.staffId)} does not do ${nameOf(reason.serviceId)} any more.`;
    case "business_closed":
      return "The business is closed then.";
    case "staff_not_working":
      return `${nameOf(reason.staffId)} does not work then.`;
    case "staff_absent":
      return `${nameOf(reason.staffId)} is away from ${formatLocal(zone, reason.during.start)} to ${formatLocal(zone, reason.during.end)}.`;
    case "staff_taken":
      return `${nameOf(reason.staffId)} has something else then.`;
    case "resource_lost":
      return `${nameOf(reason.resourceId)} is not there any more.`;
    case "resource_short":
      return `There are fewer of ${nameOf(reason.resourceId)} than visits that need it then.`;
  }
}
