import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Zone } from "#kernel/zone.ts";

/** The current names of people and things, archived ones included: the log does not contain names. */
export type Names = {
  readonly zone: Zone;
  readonly nameOf: (id: string) => string;
};

/** Reads all of them: a business has a few dozen. */
export function readNames(db: TenantReads, zone: Zone): Names {
  const names = new Map<string, string>();
  for (const table of ["services", "staff", "resources"] as const)
    for (const { id, name } of db.all(build.selectFrom(table).select(["id", "name"]))) names.set(id, name);
  return { zone, nameOf: (id) => names.get(id) ?? id };
}
