import { build, type TenantReads } from "#db/tenant-db.ts";

/**
 * The names of all services, people and things by id, archived ones included: a business has a few dozen.
 */
export function readNames(db: TenantReads): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const table of ["services", "staff", "resources"] as const)
    for (const { id, name } of db.all(build.selectFrom(table).select(["id", "name"]))) names.set(id, name);
  return names;
}
