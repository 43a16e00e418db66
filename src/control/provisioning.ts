import { rename } from "node:fs/promises";
import { dirname } from "node:path";

import { makePrivateFolder, removeDatabase, sync } from "#db/durable.ts";
import type { Settled } from "#db/reads-and-writes.ts";
import type { TenantDb } from "#db/tenant-db.ts";
import { tenantPath } from "#db/tenant-file.ts";
import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import type { Logger } from "#kernel/logger.ts";
import type { ControlPlane, PlanName, TenantId, TenantRecord } from "#ports/control-plane.ts";

import type { Directory } from "./directory.ts";
import { fillNewFile } from "./new-file.ts";
import { removeLeftovers } from "./recovery.ts";

export type NewBusiness = {
  readonly slug: string;
  readonly plan: PlanName;
  /** In E.164. */
  readonly numbers: readonly string[];
  /** Writes the business's configuration into its new file. What it throws undoes everything. */
  readonly fill: (db: TenantDb) => Settled<void>;
};

export type Provisioned =
  | { readonly outcome: "created"; readonly tenant: TenantRecord }
  | { readonly outcome: "slug_taken" }
  | { readonly outcome: "number_taken" };

export type Provisioning = {
  /** Makes a tenant with its file: wholly, or not at all, wherever it is interrupted. */
  readonly createTenant: (business: NewBusiness) => Promise<Provisioned>;
  /** Removes a tenant and its file for good. False when there is none. */
  readonly eraseTenant: (id: TenantId) => Promise<boolean>;
  /** Before serving: removes what a crash has left half-made, finishes what it left half-erased. */
  readonly recoverProvisioning: () => Promise<void>;
};

export type ProvisioningOptions = {
  readonly control: ControlPlane;
  readonly directory: Pick<Directory, "forget">;
  readonly dataDir: string;
  /** The name of this process's placement. */
  readonly placement: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly template: { readonly schemaVersion: number; readonly copyTo: (path: string) => Promise<void> };
  /** Keeps a tenant's file closed while `work` runs. */
  readonly withClosed: <T>(id: TenantId, work: () => Promise<T>) => Promise<T>;
  /** Throws when there is no room for another business. */
  readonly assertRoom?: () => void;
  /** An erased business leaves no copies either. */
  readonly removeBackupsOf?: (id: TenantId) => Promise<void>;
  /** Called between the steps: the crash tests die here. */
  readonly reached?: (step: ProvisioningStep) => void;
};

export type ProvisioningStep =
  | "reserved"
  | "copied"
  | "filled"
  | "synced"
  | "renamed"
  | "activated"
  | "marked"
  | "removed";

/**
 * Makes and erases tenants. The directory row is the truth of whether a tenant exists: it is reserved
 * before there is a file and removed after there is none, so that a crash always leaves a row by which
 * the rest is found.
 */
export function createProvisioning(options: ProvisioningOptions): Provisioning {
  const {
    control,
    directory,
    dataDir,
    placement,
    ids,
    log,
    template,
    withClosed,
    reached = () => {},
  } = options;

  async function createTenant({ slug, plan, numbers, fill }: NewBusiness): Promise<Provisioned> {
    options.assertRoom?.();
    const id = ids.ulid() as TenantId;
    const schemaVersion = template.schemaVersion;
    if (!(await control.reserveTenant({ id, slug, plan, placement, schemaVersion })))
      return { outcome: "slug_taken" };
    try {
      reached("reserved");
      await makeFile(id, fill);
      const outcome = await control.activateTenant(id, numbers);
      if (outcome === "number_taken") await removeTenant(id);
      if (outcome !== "active") return { outcome };
      reached("activated");
      directory.forget(id);
      const tenant = await control.tenantById(id);
      if (!tenant) throw new Error("The tenant that was just made is not there.");
      return { outcome: "created", tenant };
    } catch (error) {
      // If this fails as well, the next start finds the row.
      await removeTenant(id).catch((also: unknown) => {
        log.error({ tenant_id: id, error: also as Error }, "A tenant that could not be made is still there.");
      });
      throw error;
    }
  }

  async function makeFile(id: TenantId, fill: NewBusiness["fill"]): Promise<void> {
    const path = tenantPath(dataDir, id);
    const unfinished = `${path}.new`;
    await makePrivateFolder(dirname(path));
    await template.copyTo(unfinished);
    reached("copied");
    fillNewFile(unfinished, { id, incarnation: ids.ulid(), at: options.clock.now() }, fill);
    reached("filled");
    await sync(unfinished);
    reached("synced");
    await rename(unfinished, path);
    await sync(dirname(path));
    reached("renamed");
  }

  async function removeTenant(id: TenantId): Promise<void> {
    const path = tenantPath(dataDir, id);
    await removeDatabase(`${path}.new`);
    await removeDatabase(path);
    reached("removed");
    await control.removeTenant(id);
    directory.forget(id);
  }

  async function finishErasing(id: TenantId): Promise<void> {
    await options.removeBackupsOf?.(id);
    await removeTenant(id);
  }

  async function eraseTenant(id: TenantId): Promise<boolean> {
    if (!(await control.changeTenant(id, { status: "erasing" }))) return false;
    directory.forget(id);
    reached("marked");
    await withClosed(id, () => finishErasing(id));
    return true;
  }

  async function recoverProvisioning(): Promise<void> {
    for (const { id, status } of await control.unfinishedTenants(placement)) {
      log.warn({ tenant_id: id, status }, "A tenant was left unfinished; it is removed.");
      // One that an old control database believes to be half-made may have backups that are all there is of it.
      await (status === "erasing" ? finishErasing(id) : removeTenant(id));
    }
    await removeLeftovers({ control, dataDir, log });
  }

  return { createTenant, eraseTenant, recoverProvisioning };
}
