import { createExecutor } from "#db/executor.ts";
import { openFile } from "#db/open.ts";
import type { Settled } from "#db/reads-and-writes.ts";
import { asTenantDb, build, type TenantDb } from "#db/tenant-db.ts";

export type Stamp = { readonly id: string; readonly incarnation: string; readonly at: number };

/**
 * Writes the owner into a copy of the template and lets `fill` write the configuration. The file is then
 * complete and closed, with nothing beside it, but not yet synced to the disk.
 */
export function fillNewFile(path: string, stamp: Stamp, fill: (db: TenantDb) => Settled<void>): void {
  const file = openFile(path, { kind: "tenant", alone: true });
  try {
    // Nobody relies on this file yet: it is synced as a whole before it is renamed into place.
    file.pragma("synchronous = OFF");
    const db = asTenantDb(createExecutor(file));
    const meta = {
      singleton: 1,
      tenant_id: stamp.id,
      incarnation: stamp.incarnation,
      created_at: stamp.at,
    } as const;
    db.write((tx) => void tx.run(build.insertInto("meta").values(meta)));
    fill(db);
    const [checkpoint] = file.pragma("wal_checkpoint(TRUNCATE)") as readonly { busy: number }[];
    if (checkpoint?.busy !== 0) throw new Error("The new file could not be written out.");
  } finally {
    file.close();
  }
}
