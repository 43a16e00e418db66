import { rename } from "node:fs/promises";
import { dirname } from "node:path";

import { makePrivateFolder, removeDatabase, sync } from "#db/durable.ts";
import type { Settled } from "#db/reads-and-writes.ts";
import type { TenantDb } from "#db/tenant-db.ts";
import { tenantPath } from "#db/tenant-file.ts";
import type { Clock } from "#kernel/clock.ts";
import { AppError } from "#kernel/errors.ts";
import type { Ids } from "#kernel/ids.ts";
import { SECOND } from "#kernel/instant.ts";
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
  /** Writes the business's configuration into its new file. Throwing undoes everything. */
  readonly fill: (db: TenantDb) => Settled<void>;
};

export type Provisioned =
  | { readonly outcome: "created"; readonly tenant: TenantRecord }
  | { readonly outcome: "slug_taken" }
  | { readonly outcome: "number_taken" };

export type Provisioning = {
  /** Creates a tenant with its file: completely or not at all, wherever it is interrupted. */
  readonly createTenant: (business: NewBusiness) => Promise<Provisioned>;
  /**
   * Removes a tenant and its file for good. False if there is none. Throws UNAVAILABLE if that fails or takes
   * too long: the tenant is then no longer served, and `finishErasing` resumes.
   */
  readonly eraseTenant: (id: TenantId) => Promise<boolean>;
  /** Resumes unfinished erasures; those that fail again are logged and left for the next time. */
  readonly finishErasing: () => Promise<void>;
  /**
   * Call before serving: removes what a crash left half-created, and finishes what it left half-erased if
   * possible.
   */
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
  /** Throws UNAVAILABLE if there is no room for another business. */
  readonly assertRoom?: () => void;
  /** How long `eraseTenant` waits at most, in milliseconds; 20,000 by default. */
  readonly erasePatience?: number;
  /** Removes a tenant's backups: an erased business leaves no copies either. */
  readonly removeBackupsOf?: (id: TenantId) => Promise<void>;
  /** Called between the steps: crash tests kill the process here. */
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
 * Creates and erases tenants. The directory row decides whether a tenant exists: it is reserved before there is
 * a file and removed after the file is gone, so a crash always leaves a row through which the rest is found.
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
    erasePatience = 20 * SECOND,
    reached = () => {},
  } = options;
  const erasing = new Map<TenantId, Promise<void>>();

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

  async function removeAll(id: TenantId): Promise<void> {
    await options.removeBackupsOf?.(id);
    await removeTenant(id);
  }

  /** Shared by concurrent calls, and continues even if nobody waits any more. */
  function erase(id: TenantId): Promise<void> {
    const known = erasing.get(id);
    if (known) return known;
    const begun = withClosed(id, () => removeAll(id)).finally(() => erasing.delete(id));
    erasing.set(id, begun);
    return begun;
  }

  async function eraseInTime(id: TenantId): Promise<void> {
    try {
      await atMost(erasePatience, erase(id));
    } catch (error) {
      log.error(
        { tenant_id: id, error: error as Error },
        "A tenant could not be erased; that is tried again.",
      );
      throw new AppError("UNAVAILABLE", NOT_YET_ERASED, undefined, { cause: error });
    }
  }

  async function eraseTenant(id: TenantId): Promise<boolean> {
    if (!(await control.changeTenant(id, { status: "erasing" }))) return false;
    directory.forget(id);
    reached("marked");
    await eraseInTime(id);
    return true;
  }

  async function finishErasing(): Promise<void> {
    for (const { id, status } of await control.unfinishedTenants(placement)) {
      if (status === "erasing") await eraseInTime(id).catch(() => {});
    }
  }

  async function recoverProvisioning(): Promise<void> {
    for (const { id, status } of await control.unfinishedTenants(placement)) {
      log.warn({ tenant_id: id, status }, "A tenant was left unfinished; it is removed.");
      // An erasing tenant is given limited time, so that the start does not wait for object storage that does
      // not respond. A half-created one keeps its backups: an older control database may merely believe that it
      // is half-created, and they may be all that is left of it.
      await (status === "erasing" ? eraseInTime(id).catch(() => {}) : removeTenant(id));
    }
    await removeLeftovers({ control, dataDir, log });
  }

  return { createTenant, eraseTenant, finishErasing, recoverProvisioning };
}

const NOT_YET_ERASED =
  "This business isn't served any more, but its data can't be removed yet. That is tried again until it's done.";

/** Rejects if `work` takes longer; `work` itself continues. */
async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("This takes too long.")), milliseconds);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
