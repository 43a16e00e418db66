import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openSqliteControlPlane } from "#control/open-sqlite.ts";
import { systemClock } from "#kernel/clock.ts";
import { openTenantTemplate } from "#tenancy/template.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

/** What the first start of the product leaves in DATA_DIR: an empty control plane and the tenants' template. */
const LEFT = ["control.db", join("templates", `tenant-${tenantMigrations.length}.db`)] as const;

let left: Promise<readonly Buffer[]> | undefined;

/**
 * Makes an empty folder one in which the product was started before: as every start but the first finds it,
 * and without the tenth of a second, most of it waiting for the disk, that the first takes to run all
 * migrations. What the first start does has tests of its own.
 */
export async function beginFolder(folder: string): Promise<void> {
  left ??= startOnce();
  mkdirSync(join(folder, "templates"), { mode: 0o700 });
  for (const [i, bytes] of (await left).entries())
    writeFileSync(join(folder, LEFT[i] ?? ""), bytes, { mode: 0o600 });
}

async function startOnce(): Promise<readonly Buffer[]> {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-begun-"));
  try {
    const control = await openSqliteControlPlane(join(folder, "control.db"), { clock: systemClock });
    await control.close();
    await openTenantTemplate(folder);
    return LEFT.map((path) => readFileSync(join(folder, path)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
