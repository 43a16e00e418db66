import type { TenantReads } from "#db/tenant-db.ts";
import type { Zone } from "#kernel/zone.ts";
import { readNames } from "#modules/collection/index.ts";

/** The current names of people and things, archived ones included: the log does not contain names. */
export type Names = {
  readonly zone: Zone;
  readonly nameOf: (id: string) => string;
};

/** A thing without a name is shown by its id. */
export function namesIn(db: TenantReads, zone: Zone): Names {
  const names = readNames(db);
  return { zone, nameOf: (id) => names.get(id) ?? id };
}
