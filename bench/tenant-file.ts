import { mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";

import { fillNewFile } from "#control/new-file.ts";
import { openTenantFile, type TenantHandle } from "#db/open-tenant.ts";
import type { TenantDb } from "#db/tenant-db.ts";
import { tenantPath } from "#db/tenant-file.ts";
import { fixedClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { createCheckpointer } from "#tenancy/checkpointer.ts";
import { openTenantTemplate } from "#tenancy/template.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

import { fillSalon, NOW, type SalonSize } from "./salon.ts";

const checkpointer = createCheckpointer();
const ids = seededIds(fixedClock(NOW), 23);

/** Creates a salon's file where a store on this folder finds it. */
export async function makeTenant(dataDir: string, size: SalonSize): Promise<TenantId> {
  const id = ids.ulid() as TenantId;
  const path = tenantPath(dataDir, id);
  const template = await openTenantTemplate(dataDir);
  mkdirSync(dirname(path), { recursive: true });
  await template.copyTo(`${path}.new`);
  fillNewFile(`${path}.new`, { id, incarnation: ids.ulid(), at: NOW }, (db) => fillSalon(db, size));
  renameSync(`${path}.new`, path);
  return id;
}

/** Opens a tenant's file like the store. */
export function openTenant(dataDir: string, id: TenantId): TenantHandle {
  const path = tenantPath(dataDir, id);
  const checkpoint = (): Promise<void> => checkpointer.checkpoint(path);
  return openTenantFile(path, { owner: id, migrations: tenantMigrations, checkpoint });
}

/** Creates a salon and opens its file. */
export async function openSalon(dataDir: string, size: SalonSize): Promise<TenantDb> {
  return openTenant(dataDir, await makeTenant(dataDir, size)).db;
}
