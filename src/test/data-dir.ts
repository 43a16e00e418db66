import { join } from "node:path";

import { onTestFinished } from "vitest";

import { createDirectory } from "#control/directory.ts";
import { openSqliteControlPlane } from "#control/open-sqlite.ts";
import {
  createProvisioning,
  type ProvisioningOptions,
  type ProvisioningStep,
} from "#control/provisioning.ts";
import type { Migration } from "#db/migrator.ts";
import { fixedClock } from "#kernel/clock.ts";
import { randomIds } from "#kernel/ids.ts";
import { createTenantStore, type TenantStoreOptions } from "#tenancy/store.ts";
import { openTenantTemplate } from "#tenancy/template.ts";

import { beginFolder } from "./begun-folder.ts";
import { aLog } from "./log.ts";
import { temporaryFolder } from "./temp-folder.ts";

export type DataDirOptions = Partial<TenantStoreOptions> & {
  readonly migrations?: readonly Migration[];
  readonly reached?: (step: ProvisioningStep) => void;
  readonly provisioning?: Pick<ProvisioningOptions, "removeBackupsOf" | "erasePatience">;
  /** By default, the end of the test calls `close`. */
  readonly closing?: "by hand";
};

/**
 * A DATA_DIR with its control plane, directory, store and provisioning, wired as in deps.ts; closed when the
 * test ends. Given the `dataDir` of another, it stands for the next start of the process.
 */
export async function aDataDir({ reached, closing, ...options }: DataDirOptions = {}) {
  const dataDir = options.dataDir ?? temporaryFolder();
  if (options.dataDir === undefined && options.migrations === undefined) await beginFolder(dataDir);
  const clock = fixedClock(Date.UTC(2026, 2, 6, 12));
  const ids = randomIds(clock);
  const log = aLog();
  const control = await openSqliteControlPlane(join(dataDir, "control.db"), { clock });
  const directory = createDirectory(control, clock);
  const template = await openTenantTemplate(dataDir, options.migrations);
  const store = createTenantStore({ clock, log, capacity: 100, drainFor: 100, ...options, dataDir });
  const provisioning = createProvisioning({
    control,
    directory,
    dataDir,
    placement: "here",
    clock,
    ids,
    log,
    template,
    withClosed: store.withClosed,
    ...options.provisioning,
    ...(reached && { reached }),
  });
  const close = async (): Promise<void> => {
    await store.closeAll();
    await control.close();
  };
  if (closing !== "by hand") onTestFinished(close);

  /** An active tenant with an empty file. */
  async function aTenant(slug: string) {
    const made = await provisioning.createTenant({ slug, plan: "starter", numbers: [], fill: () => {} });
    if (made.outcome !== "created") throw new Error(made.outcome);
    return made.tenant;
  }
  return { dataDir, clock, ids, log, control, directory, template, store, provisioning, aTenant, close };
}
