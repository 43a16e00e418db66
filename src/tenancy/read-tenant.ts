import { readTenantFile, type TenantReading } from "#db/read-tenant.ts";
import { tenantPath } from "#db/tenant-file.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

/**
 * Opens a tenant's file in DATA_DIR read-only. Throws if it is missing, damaged, another tenant's or of another
 * schema.
 */
export function readTenant(dataDir: string, id: TenantId): TenantReading {
  return readSnapshot(tenantPath(dataDir, id), id);
}

/** The same for a copy elsewhere. */
export function readSnapshot(path: string, id: TenantId): TenantReading {
  return readTenantFile(path, id, tenantMigrations.length);
}
