import { openTenantFile } from "#db/open-tenant.ts";
import { checkSnapshot, digestOf, reviveSnapshot, writeSnapshot } from "#db/snapshot.ts";
import { findTroubles } from "#modules/integrity/index.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

/** What is done in a thread of its own: it takes as long as a file is large. */
export const FILE_TASKS = {
  writeSnapshot,
  digestOf,
  checkSnapshot,
  reviveSnapshot,
  /** Opens a tenant's file as serving it would, migrations included, and says what must never be in it. */
  tryOut: (path: string, owner: string): string[] => {
    const { db, close } = openTenantFile(path, { owner, migrations: tenantMigrations, check: true });
    try {
      return findTroubles(db);
    } finally {
      close();
    }
  },
};

export type FileTask = keyof typeof FILE_TASKS;
