import { readTenantFile, type TenantReading } from "#db/read-tenant.ts";
import { tenantPath } from "#db/tenant-file.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

/** A tenant's file in DATA_DIR, for reading only. Throws when it is missing, damaged, or not as it should be. */
export function readTenant(dataDir: string, id: TenantId): TenantReading {
  return readSnapshot(tenantPath(dataDir, id), id);
}

/** The same for a copy that stands elsewhere. */
export function readSnapshot(path: string, id: TenantId): TenantReading {
  return readTenantFile(path, id, tenantMigrations.length);
}
