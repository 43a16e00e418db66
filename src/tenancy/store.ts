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

export type { Lease } from "./lease.ts";

export type TenantStore = {
  /** Waits where the file has to be opened or migrated. Throws UNAVAILABLE for a tenant that cannot be. */
  readonly lease: (id: TenantId) => Promise<Lease>;
  /** The same without waiting, for a file that is open already. */
  readonly tryLease: (id: TenantId) => Lease | undefined;
  /** Brings a file to the newest schema without keeping it open. */
  readonly migrate: (id: TenantId) => Promise<void>;
  /** Closes the file once nobody uses it; the next lease opens it again. */
  readonly close: (id: TenantId) => Promise<void>;
  /** Closes the file at once if nobody uses it: for one that was opened only to be looked into. */
  readonly closeUnused: (id: TenantId) => void;
  /**
   * Keeps the file closed while `work` runs; leases wait until it has. For erasing, restoring, moving. Throws
   * UNAVAILABLE, with nothing done, where the disk hangs under somebody who is at the file.
   */
  readonly withClosed: <T>(id: TenantId, work: () => Promise<T>) => Promise<T>;
  readonly quarantined: () => readonly Quarantined[];
  /** Lets a tenant be tried again at once; a damaged file is tried only after this. False: it was not held. */
  readonly releaseQuarantine: (id: TenantId) => boolean;
  readonly stats: () => StoreStats;
  /** Lets the leases end, then closes every file; no lease is given after. */
  readonly closeAll: () => Promise<void>;
};

/** `leases` are in hand now; `misses` counts openings since the start, those for a migration among them. */
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
  /** How many files may be open: see `storeCapacity`. */
  readonly capacity: number;
  readonly migrations?: readonly Migration[];
  readonly placement?: Placement;
  /** Told after a file has reached a newer schema. */
  readonly migrated?: (id: TenantId, version: number) => void;
  /** Told of each tenant that cannot be served, and of each that can again. */
  readonly quarantineWatch?: QuarantineWatch;
  readonly timeOpening?: Timed;
  readonly timeCommit?: Timed;
  /** Runs each transaction on any file: for tracing. */
  readonly timeWrite?: Timed | undefined;
  /** How long closing waits for leases before it closes regardless, in milliseconds. */
  readonly drainFor?: number;
  readonly checkpointer?: Checkpointer;
  readonly migratingThread?: MigratingThread;
};

/** The open files of all tenants of this process: opens on demand, one handle each, closes the idle. */
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
  /** Those whose disk has failed under them: read whole before they are trusted again. */
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
          bringLogIn: () => checkpoint(id),
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

  /** As somebody who uses the file, so that it stays open. One that is being closed brings its log in itself. */
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

  /** The handle has closed itself; whoever still leases it meets UNAVAILABLE. */
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
    // Many openings at once take turns with everything else.
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
      // Closing waits for those who use a file, but not for ever; a log must never be brought into another file.
      if (!(await checkpointer.settled(tenantPath(dataDir, id))))
        throw new AppError("UNAVAILABLE", DISK_HANGS);
      return await work();
    } finally {
      // Erased: nothing is left that could be guarded.
      if (!existsSync(tenantPath(dataDir, id))) quarantine.release(id);
      shut.delete(id);
      resolve();
    }
  }

  async function migrateClosed(id: TenantId): Promise<void> {
    await admit(id);
    // The thread knows these only. Whatever goes wrong there goes wrong here as well, and is known then for what it is.
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

/** Another process owns the tenant's file: the request is to be passed on to it. */
export class TenantElsewhereError extends AppError {
  readonly holder: string;
  constructor(holder: string) {
    super("UNAVAILABLE");
    this.holder = holder;
  }
}
