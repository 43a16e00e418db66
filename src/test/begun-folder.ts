import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openSqliteControlPlane } from "#control/open-sqlite.ts";
import { systemClock } from "#kernel/clock.ts";
import { openTenantTemplate } from "#tenancy/template.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

/** What the first start leaves in DATA_DIR: an empty control plane, and the template of tenant files. */
const LEFT = ["control.db", join("templates", `tenant-${tenantMigrations.length}.db`)] as const;

let left: Promise<readonly Buffer[]> | undefined;

/**
 * Makes an empty folder look as if the product had been started on it before. This saves a tenth of a second
 * per test, mostly waiting for the disk, in which a first start runs all migrations. What a first start does
 * has its own tests.
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
