import type { TenantHandle } from "#db/open-tenant.ts";
import type { Clock } from "#kernel/clock.ts";
import { AppError } from "#kernel/errors.ts";
import { type Instant, MINUTE, SECOND } from "#kernel/instant.ts";
import type { Logger } from "#kernel/logger.ts";
import type { TenantId } from "#ports/control-plane.ts";

import { type Lease, OneLease } from "./lease.ts";

/** The open files of the store. Synchronous except where closing waits for leases. */
export type OpenTenants = {
  /** Undefined if the file is not open. */
  readonly lease: (id: TenantId) => Lease | undefined;
  readonly add: (id: TenantId, handle: TenantHandle) => void;
  /**
   * Closes an idle file at once if so many are open that eviction has fallen behind. Throws UNAVAILABLE if none
   * is idle.
   */
  readonly makeRoom: () => void;
  /** Forgets a file whose handle has closed itself. */
  readonly remove: (id: TenantId) => void;
  /** Closes the file if it is idle; does nothing while it is in use. */
  readonly closeUnused: (id: TenantId) => void;
  /** Closes the file once its leases are released, or after `drainFor` milliseconds regardless. */
  readonly close: (id: TenantId) => Promise<void>;
  readonly closeAll: () => Promise<void>;
  readonly stats: () => { readonly open: number; readonly leases: number };
};

type Options = {
  readonly clock: Clock;
  readonly log: Logger;
  readonly capacity: number;
  readonly drainFor: number;
};

/**
 * With this many files over capacity, opening one closes another immediately instead of leaving it to eviction.
 */
const HEADROOM = 64;
/** Closing waits for the disk, so only a few are closed per turn of the event loop. */
const CLOSED_PER_TURN = 8;
const TEND_EVERY = 10 * SECOND;
const IDLE_AFTER = MINUTE;
const SHRUNK_AT_ONCE = 200;

/** The open files and their leases. Least recently used idle files are closed first. */
export function createOpenTenants({ clock, log, capacity, drainFor }: Options): OpenTenants {
  // Ordered by last release: the first idle one is the next to close.
  const open = new Map<TenantId, OpenTenant>();
  let leases = 0;
  let evicting = false;

  const letGo = (tenant: OpenTenant): void => {
    leases--;
    if (--tenant.leases > 0) return;
    tenant.idleSince = clock.now();
    tenant.whenIdle?.();
    if (open.get(tenant.id) !== tenant) return;
    open.delete(tenant.id);
    open.set(tenant.id, tenant);
    if (!tenant.wasUsed) setImmediate(afterFirstUse, tenant);
    tenant.wasUsed = true;
    evictSoon();
  };

  /** Runs outside the request as well. */
  function afterFirstUse(tenant: OpenTenant): void {
    if (open.get(tenant.id) === tenant && !tenant.handle.db.isWriting()) tenant.handle.forgetPages();
  }

  /** Runs outside the request that opened one too many. */
  function evictSoon(): void {
    if (evicting || open.size <= capacity) return;
    evicting = true;
    setImmediate(() => {
      evicting = false;
      if (evictIdle(Math.min(CLOSED_PER_TURN, open.size - capacity))) evictSoon();
    });
  }

  /** False if nothing is idle: the next release then triggers eviction again. */
  function evictIdle(count: number): boolean {
    let left = count;
    for (const tenant of open.values()) {
      if (left <= 0) break;
      if (closeIdle(tenant)) left--;
    }
    return left < count;
  }

  function closeIdle(tenant: OpenTenant): boolean {
    if (tenant.leases > 0 || tenant.handle.db.isWriting()) return false;
    open.delete(tenant.id);
    tenant.handle.close();
    return true;
  }

  const tending = setInterval(shrinkIdle, TEND_EVERY).unref();

  function shrinkIdle(): void {
    const idleSince = clock.now() - IDLE_AFTER;
    let left = SHRUNK_AT_ONCE;
    for (const tenant of open.values()) {
      if (tenant.leases > 0 || tenant.isShrunk || tenant.idleSince > idleSince) continue;
      tenant.handle.shrinkMemory();
      tenant.isShrunk = true;
      if (--left === 0) return;
    }
  }

  async function close(id: TenantId): Promise<void> {
    const tenant = open.get(id);
    if (!tenant) return;
    open.delete(id);
    if (tenant.leases > 0) await idle(tenant);
    if (tenant.leases > 0)
      log.warn({ tenant_id: id, leases: tenant.leases }, "A tenant is closed while it is in use.");
    tenant.handle.close();
  }

  function idle(tenant: OpenTenant): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, drainFor);
      tenant.whenIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    lease: (id) => {
      const tenant = open.get(id);
      if (!tenant) return undefined;
      tenant.leases++;
      tenant.isShrunk = false;
      leases++;
      return new OneLease(tenant, letGo);
    },
    add: (id, handle) => {
      const unused = { leases: 0, idleSince: clock.now(), wasUsed: false, isShrunk: false };
      open.set(id, { id, handle, ...unused, whenIdle: undefined });
      evictSoon();
    },
    makeRoom: () => {
      if (open.size < capacity + HEADROOM || evictIdle(1)) return;
      log.warn({ open: open.size, capacity }, "More tenants are in use at once than may be open.");
      throw new AppError("UNAVAILABLE");
    },
    remove: (id) => void open.delete(id),
    closeUnused: (id) => {
      const tenant = open.get(id);
      if (tenant) closeIdle(tenant);
    },
    close,
    closeAll: async () => {
      clearInterval(tending);
      await Promise.all([...open.keys()].map(close));
    },
    stats: () => ({ open: open.size, leases }),
  };
}

type OpenTenant = {
  readonly id: TenantId;
  readonly handle: TenantHandle;
  leases: number;
  idleSince: Instant;
  wasUsed: boolean;
  isShrunk: boolean;
  whenIdle: (() => void) | undefined;
};
