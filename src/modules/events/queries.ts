import { statement } from "#db/query.ts";
import { build, type TenantDb, type TenantReads, type TenantTx } from "#db/tenant-db.ts";

/** Where a tenant's file stands. `config` rises with configuration, `event` is the latest change of any kind. */
export type TenantVersion = { readonly config: number; readonly event: string };

/**
 * The version of the file: what was computed from it is good as long as this is the same. The event's
 * random id makes it unique even after a restore from a backup.
 */
export function tenantVersion(db: TenantReads): TenantVersion {
  const writes = writesThrough(db);
  const known = read.get(keeper(db));
  if (writes !== undefined && known?.writes === writes) return known.version;
  const version = readVersion(db);
  if (writes !== undefined) read.set(keeper(db), { writes, version });
  return version;
}

/** To be told when a transaction has recorded an event: the version that it sees is another from then on. */
export function versionHasChanged(tx: TenantTx, event: string, isConfiguration: boolean): void {
  const known = read.get(tx.together);
  if (!known) return;
  const config = known.version.config + (isConfiguration ? 1 : 0);
  read.set(tx.together, { writes: 0, version: { config, event } });
}

/** Every request asks for the version, some several times; most of a point read is taking SQLite's locks. */
const read = new WeakMap<object, { readonly writes: number; readonly version: TenantVersion }>();

/** Works that are committed together see each other's changes, and ask for the version once. */
function keeper(db: TenantReads): object {
  return (db as Partial<TenantTx>).together ?? db;
}

/**
 * What stays the same as long as the version does. A transaction sees only what it does itself, so it is told of
 * each change. Undefined for an open file while a transaction is open on it: what that writes may yet be undone.
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
