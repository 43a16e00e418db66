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
  /**
   * Removes a tenant and its file for good. False when there is none. Throws UNAVAILABLE where that cannot be done, or
   * takes too long: the tenant is served no more, and `finishErasing` takes it up again.
   */
  readonly eraseTenant: (id: TenantId) => Promise<boolean>;
  /** Takes up again what could not be erased; what still cannot is left for the next time, and logged. */
  readonly finishErasing: () => Promise<void>;
  /** Before serving: removes what a crash has left half-made, finishes what it left half-erased if it can. */
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
  /** How long whoever erases waits at most, in milliseconds; 20 s unless told. */
  readonly erasePatience?: number;
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

  /** Once for all who ask meanwhile; it goes on when nobody waits any more. */
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
      // One that an old control database believes to be half-made may have backups that are all there is of it.
      // And nobody else has to wait for a bucket that does not answer.
      await (status === "erasing" ? eraseInTime(id).catch(() => {}) : removeTenant(id));
    }
    await removeLeftovers({ control, dataDir, log });
  }

  return { createTenant, eraseTenant, finishErasing, recoverProvisioning };
}

const NOT_YET_ERASED =
  "This business isn't served any more, but its data can't be removed yet. That is tried again until it's done.";

/** Rejects where `work` takes longer, which goes on. */
async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("This takes too long.")), milliseconds);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
