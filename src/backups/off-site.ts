import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { makePrivateFolder, sync } from "#db/durable.ts";
import type { Instant } from "#kernel/instant.ts";
import type { ObjectStorage } from "#ports/object-storage.ts";

import { backupFolder, madeAtOf, manifestPath, newestBackup } from "./backup-folder.ts";

/** Copies of the backups on another system. */
export type OffSite = {
  /** Uploads a backup and its manifest, and reads both back. Throws unless they come back unchanged. */
  readonly upload: (path: string, tenantId: string | null) => Promise<void>;
  /** Downloads the newest backup (made no later than `at`) if the local folder has none. */
  readonly fetch: (root: string, tenantId: string | null, at?: Instant) => Promise<void>;
  readonly remove: (tenantId: string | null, name: string) => Promise<void>;
  readonly removeAll: (tenantId: string) => Promise<void>;
};

/**
 * Off-site copies in an object storage. Keys mirror the folders: `tenants/ID/NAME.db` and `.json`,
 * `control/NAME.db` and `.json`.
 */
export function offSiteCopies(storage: ObjectStorage): OffSite {
  async function putAndCompare(key: string, content: Uint8Array): Promise<void> {
    await storage.put(key, content);
    const back = await storage.get(key);
    if (!back || Buffer.compare(back, content) !== 0)
      throw new Error(`What was uploaded as ${key} did not come back the same.`);
  }

  return {
    upload: async (path, tenantId) => {
      // The manifest goes last: without it the rest does not count as a backup.
      for (const file of [path, manifestPath(path)])
        await putAndCompare(keyOf(tenantId, basename(file)), await readFile(file));
    },
    fetch: async (root, tenantId, at) => {
      const folder = backupFolder(root, tenantId);
      // A restore that does not need the network must not depend on it.
      if (await newestBackup(folder, at)) return;
      const name = newestName(await storage.list(keyOf(tenantId, "")), at);
      if (name === undefined) return;
      await makePrivateFolder(folder);
      for (const file of [`${name}.db`, `${name}.json`]) {
        const content = await storage.get(keyOf(tenantId, file));
        if (!content) throw new Error(`${keyOf(tenantId, file)} is not in the object storage.`);
        await writeFile(join(folder, file), content, { mode: 0o600 });
        await sync(join(folder, file));
      }
      await sync(folder);
    },
    remove: async (tenantId, name) => {
      for (const ending of ["json", "db"]) await storage.remove(keyOf(tenantId, `${name}.${ending}`));
    },
    removeAll: async (tenantId) => {
      for (const key of await storage.list(keyOf(tenantId, ""))) await storage.remove(key);
    },
  };
}

function keyOf(tenantId: string | null, file: string): string {
  return tenantId === null ? `control/${file}` : `tenants/${tenantId}/${file}`;
}

function newestName(keys: readonly string[], at?: Instant): string | undefined {
  return keys
    .filter((key) => key.endsWith(".json"))
    .map((key) => basename(key, ".json"))
    .toSorted()
    .findLast((name) => {
      const madeAt = madeAtOf(name);
      return madeAt !== undefined && (at === undefined || madeAt <= at);
    });
}
