import { openTenantFile } from "#db/open-tenant.ts";
import { findTroubles } from "#modules/integrity/index.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

/**
 * Opens a tenant's file as for serving, migrations included, and returns the integrity problems found, in
 * sentences.
 */
export function tryOut(path: string, owner: string): string[] {
  const { db, close } = openTenantFile(path, { owner, migrations: tenantMigrations, check: true });
  try {
    return findTroubles(db);
  } finally {
    close();
  }
}
