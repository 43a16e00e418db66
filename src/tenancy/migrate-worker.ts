/** A thread that migrates tenants' files to the newest schema, one at a time. */
import { parentPort } from "node:worker_threads";

import { openTenantFile } from "#db/open-tenant.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

const port = parentPort;
if (!port) throw new Error("This is not for the main thread.");

port.on("message", ({ path, owner }: { readonly path: string; readonly owner: string }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  port.postMessage({ path, isDone: isMigrated(path, owner) });
});

/** The error is dropped: the caller retries on the main thread and sees it there. */
function isMigrated(path: string, owner: string): boolean {
  try {
    openTenantFile(path, { owner, migrations: tenantMigrations }).close();
    return true;
  } catch {
    return false;
  }
}
