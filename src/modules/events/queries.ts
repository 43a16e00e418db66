import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";

/** Where a tenant's file stands. `config` rises with configuration, `event` is the latest change of any kind. */
export type TenantVersion = { readonly config: number; readonly event: string };

/**
 * The version of the file: what was computed from it is good as long as this is the same. The event's
 * random id makes it unique even after a restore from a backup.
 */
export function tenantVersion(db: TenantReads): TenantVersion {
  const row = db.first(readVersion({}));
  if (!row) throw new Error("A tenant file without its meta row was opened.");
  return { config: row.config_version, event: row.event ?? row.incarnation };
}

const readVersion = statement((_: object) =>
  build
    .selectFrom("meta")
    .select(["config_version", "incarnation"])
    .select((row) => row.selectFrom("events").select("id").orderBy("seq", "desc").limit(1).as("event")),
);
