import { statement } from "#db/query.ts";
import { build, type TenantDb, type TenantReads, type TenantTx } from "#db/tenant-db.ts";

/**
 * The version of a tenant's file: `config` rises with every change of configuration, `event` is the latest
 * event of any kind.
 */
export type TenantVersion = { readonly config: number; readonly event: string };

/**
 * The version of the file: whatever was computed from it is valid while this is the same. The event's random
 * id makes it unique even after a restore from a backup.
 */
export function tenantVersion(db: TenantReads): TenantVersion {
  const writes = writesThrough(db);
  const known = read.get(keeper(db));
  if (writes !== undefined && known?.writes === writes) return known.version;
  const version = readVersion(db);
  if (writes !== undefined) read.set(keeper(db), { writes, version });
  return version;
}

/** Call when a transaction has recorded an event: from then on it sees another version. */
export function versionHasChanged(tx: TenantTx, event: string, isConfiguration: boolean): void {
  const known = read.get(tx.together);
  if (!known) return;
  const config = known.version.config + (isConfiguration ? 1 : 0);
  read.set(tx.together, { writes: 0, version: { config, event } });
}

/**
 * Cached: every request asks for the version, some several times, and most of a point read is the cost of
 * SQLite's locks.
 */
const read = new WeakMap<object, { readonly writes: number; readonly version: TenantVersion }>();

/** Works committed together see each other's changes, and so share one cached version. */
function keeper(db: TenantReads): object {
  return (db as Partial<TenantTx>).together ?? db;
}

/**
 * A value that changes whenever the version may have. A transaction only sees its own changes and is told of
 * each. Undefined for an open file while a transaction is open on it: that may yet be rolled back.
 */
function writesThrough(db: TenantReads): number | undefined {
  const { isWriting, writes } = db as Partial<TenantDb>;
  if (isWriting === undefined) return 0;
  return isWriting() ? undefined : writes?.();
}

function readVersion(db: TenantReads): TenantVersion {
  const row = db.first(versionRow({}));
  if (!row) throw new Error("A tenant file without its meta row was opened.");
  return { config: row.config_version, event: row.event ?? row.incarnation };
}

const versionRow = statement((_: object) =>
  build
    .selectFrom("meta")
    .select(["config_version", "incarnation"])
    .select((row) => row.selectFrom("events").select("id").orderBy("seq", "desc").limit(1).as("event")),
);
