import { existsSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";

import type { Timed } from "#db/reads-and-writes.ts";
import type { Migration } from "#db/migrator.ts";
import { openTenantFile, type TenantHandle } from "#db/open-tenant.ts";
import { tenantPath } from "#db/tenant-file.ts";
import type { Clock } from "#kernel/clock.ts";
import { AppError } from "#kernel/errors.ts";
import type { Logger } from "#kernel/logger.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

import { type Checkpointer, createCheckpointer } from "./checkpointer.ts";
import type { Lease } from "./lease.ts";
import { createMigratingThread, type MigratingThread } from "./migrating-thread.ts";
import { createOpenTenants } from "./open-tenants.ts";
import { type Admission, everyTenantIsOurs, type Placement } from "./placement.ts";
import { createQuarantine, type Quarantined, type QuarantineWatch } from "./quarantine.ts";

/** The only way to a tenant's file: leases on open files, by tenant id. */
export type TenantStore = {
  /**
   * A lease on the tenant's file, which is opened and migrated first if necessary. Rejects with UNAVAILABLE if
   * that fails or the tenant is in quarantine, with NOT_FOUND if the placement does not know the tenant, and
   * with `TenantElsewhereError` if another process owns it.
   */
  readonly lease: (id: TenantId) => Promise<Lease>;
  /** A lease without waiting, if the file is already open; otherwise undefined. */
  readonly tryLease: (id: TenantId) => Lease | undefined;
  /** Migrates a file to the newest schema without keeping it open. Rejects as `lease` does. */
  readonly migrate: (id: TenantId) => Promise<void>;
  /** Closes the file once its leases are released, or `drainFor` has passed. The next lease opens it again. */
  readonly close: (id: TenantId) => Promise<void>;
  /** Closes the file at once if it is idle: for a file that was opened only to be inspected. */
  readonly closeUnused: (id: TenantId) => void;
  /**
   * Keeps the file closed while `work` runs; new leases wait until it is done. For erasing, restoring and
   * moving. Rejects with UNAVAILABLE, having done nothing, if a thread is still working on the file because the
   * disk hangs.
   */
  readonly withClosed: <T>(id: TenantId, work: () => Promise<T>) => Promise<T>;
  /** The tenants that cannot be served now. */
  readonly quarantined: () => readonly Quarantined[];
  /**
   * Allows an immediate retry; for a damaged file this is the only way to get one. False if it was not in
   * quarantine.
   */
  readonly releaseQuarantine: (id: TenantId) => boolean;
  readonly stats: () => StoreStats;
  /** Waits for leases as `close` does, then closes every file. No lease is granted afterwards. */
  readonly closeAll: () => Promise<void>;
};

/** `leases` counts those held now, `misses` the openings since startup, including those for a migration. */
export type StoreStats = {
  readonly open: number;
  readonly capacity: number;
  readonly leases: number;
  readonly misses: number;
};

export type TenantStoreOptions = {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** How many files may be open at once: see `storeCapacity`. */
  readonly capacity: number;
  readonly migrations?: readonly Migration[];
  /** Consulted before each opening; by default every tenant in DATA_DIR is ours. */
  readonly placement?: Placement;
  /** Called after a file was opened and migrated to a newer schema. */
  readonly migrated?: (id: TenantId, version: number) => void;
  /** Called for each tenant that cannot be served, and for each that can again. */
  readonly quarantineWatch?: QuarantineWatch;
  /** Wraps each opening, for measuring; `timeCommit` wraps each commit. */
  readonly timeOpening?: Timed;
  readonly timeCommit?: Timed;
  /** Wraps each transaction on any file: for tracing. */
  readonly timeWrite?: Timed | undefined;
  /** How long closing waits for leases before closing regardless, in milliseconds; 5,000 by default. */
  readonly drainFor?: number;
  readonly checkpointer?: Checkpointer;
  readonly migratingThread?: MigratingThread;
};

/**
 * The open files of all tenants of this process: opens them on demand, with one handle each, and closes idle
 * ones beyond the capacity.
 */
export function createTenantStore(options: TenantStoreOptions): TenantStore {
  const {
    dataDir,
    clock,
    log,
    capacity,
    migrations = tenantMigrations,
    placement = everyTenantIsOurs,
  } = options;
  const timeOpening: Timed = options.timeOpening ?? ((work) => work());
  const quarantine = createQuarantine(clock, log, options.quarantineWatch);
  const tenants = createOpenTenants({ clock, log, capacity, drainFor: options.drainFor ?? 5_000 });
  const checkpointer = options.checkpointer ?? createCheckpointer();
  const migratingThread = options.migratingThread ?? createMigratingThread();
  const opening = new Map<TenantId, Promise<void>>();
  const shut = new Map<TenantId, Promise<void>>();
  /** Tenants whose disk failed under an open file. The whole file is checked before it is trusted again. */
  const suspects = new Set<TenantId>();
  let misses = 0;
  let ended = false;

  function openFile(id: TenantId): TenantHandle {
    quarantine.assertFree(id);
    misses++;
    try {
      const handle = timeOpening(() =>
        openTenantFile(tenantPath(dataDir, id), {
          owner: id,
          migrations,
          check: suspects.has(id),
          broke: (failure, error) => giveUp(id, failure, error),
          timeCommit: options.timeCommit,
          timeWrite: options.timeWrite,
          checkpoint: () => checkpoint(id),
        }),
      );
      suspects.delete(id);
      quarantine.release(id);
      if (handle.migrated > 0) options.migrated?.(id, handle.schemaVersion);
      return handle;
    } catch (error) {
      throw quarantine.hold(id, error);
    }
  }

  /** Holds a lease meanwhile so that the file stays open. A file that is being closed checkpoints itself. */
  async function checkpoint(id: TenantId): Promise<void> {
    const used = tenants.lease(id);
    if (!used) return;
    try {
      await checkpointer.checkpoint(tenantPath(dataDir, id));
    } catch (error) {
      log.warn({ tenant_id: id, error: error as Error }, "A tenant's log was not brought into its file.");
    } finally {
      used.release();
    }
  }

  /** The handle has closed itself. Remaining leases on it get UNAVAILABLE. */
  function giveUp(id: TenantId, failure: string, error: unknown): void {
    suspects.add(id);
    tenants.remove(id);
    log.error(
      { tenant_id: id, failure, error: error as Error },
      "The disk failed under a tenant; its file is checked next.",
    );
  }

  async function admit(id: TenantId): Promise<void> {
    quarantine.assertFree(id);
    const admission = await placement.admit(id);
    if (admission.outcome !== "ours") throw refusal(admission);
  }

  async function open(id: TenantId): Promise<void> {
    await admit(id);
    // When many files are opened at once, other work gets its turn in between.
    if (opening.size > 1) await nextTurn();
    if (ended) throw new AppError("UNAVAILABLE");
    tenants.makeRoom();
    tenants.add(id, openFile(id));
  }

  function openOnce(id: TenantId): Promise<void> {
    const made = open(id).finally(() => opening.delete(id));
    opening.set(id, made);
    return made;
  }

  async function lease(id: TenantId): Promise<Lease> {
    for (;;) {
      const found = tenants.lease(id);
      if (found) return found;
      if (ended) throw new AppError("UNAVAILABLE");
      await (shut.get(id) ?? opening.get(id) ?? openOnce(id));
    }
  }

  async function withClosed<T>(id: TenantId, work: () => Promise<T>): Promise<T> {
    while (shut.has(id)) await shut.get(id);
    const { promise, resolve } = Promise.withResolvers<void>();
    shut.set(id, promise);
    try {
      const pending = opening.get(id);
      if (pending) await pending.catch(() => {});
      await tenants.close(id);
      // Closing does not wait for leases for ever, and a checkpoint may still be running: a WAL must never be
      // written into the file that replaces its own.
      if (!(await checkpointer.settled(tenantPath(dataDir, id))))
        throw new AppError("UNAVAILABLE", DISK_HANGS);
      return await work();
    } finally {
      // The file was erased: there is nothing left to quarantine.
      if (!existsSync(tenantPath(dataDir, id))) quarantine.release(id);
      shut.delete(id);
      resolve();
    }
  }

  async function migrateClosed(id: TenantId): Promise<void> {
    await admit(id);
    // The thread knows only these migrations and does not check for damage. If it fails, opening the file here
    // fails as well, and reports the actual error.
    const isForThread = migrations === tenantMigrations && !suspects.has(id);
    if (!isForThread || !(await migratingThread.migrate(tenantPath(dataDir, id), id)))
      return openFile(id).close();
    misses++;
    quarantine.release(id);
  }

  return {
    lease,
    tryLease: tenants.lease,
    migrate: (id) => withClosed(id, () => migrateClosed(id)),
    close: (id) => withClosed(id, async () => {}),
    closeUnused: tenants.closeUnused,
    withClosed,
    quarantined: quarantine.list,
    releaseQuarantine: quarantine.release,
    stats: () => ({ ...tenants.stats(), capacity, misses }),
    closeAll: async () => {
      ended = true;
      await Promise.allSettled(opening.values());
      await tenants.closeAll();
      await Promise.all([checkpointer.close(), migratingThread.close()]);
    },
  };
}

const DISK_HANGS =
  "The disk doesn't answer, so this business's file can't be exchanged or removed now. Please try again soon.";

function refusal(admission: Exclude<Admission, { outcome: "ours" }>): AppError {
  if (admission.outcome === "unknown_tenant") return new AppError("NOT_FOUND");
  return new TenantElsewhereError(admission.holder);
}

/** Another process (`holder`) owns the tenant's file; the request should be forwarded to it. */
export class TenantElsewhereError extends AppError {
  readonly holder: string;
  constructor(holder: string) {
    super("UNAVAILABLE");
    this.holder = holder;
  }
}
