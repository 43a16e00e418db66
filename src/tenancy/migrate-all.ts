import { setImmediate as nextTurn } from "node:timers/promises";

import type { Logger } from "#kernel/logger.ts";
import type { ControlPlane, TenantId } from "#ports/control-plane.ts";

import type { TenantStore } from "./store.ts";

export type SweepOptions = {
  readonly control: Pick<ControlPlane, "tenantsBehind" | "recordSchema">;
  readonly store: Pick<TenantStore, "migrate">;
  readonly log: Logger;
  /** The newest schema version: the number of migrations. */
  readonly version: number;
  /** The name of this process's placement; only its tenants are migrated. */
  readonly placement: string;
  /** How many tenants to migrate concurrently; 2 by default. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
};

/** `stopped`: too many failed, so the migration itself must be at fault, or the process is shutting down. */
export type Sweep = {
  readonly migrated: number;
  readonly failed: readonly TenantId[];
  readonly stopped: boolean;
};

const PAGE = 200;

/**
 * Migrates, in the background, every tenant of this process whose file is not known to be current. A tenant
 * that fails stays in quarantine while the others continue. Files that are current are not opened. Progress is
 * recorded in the control plane, so the next run continues where this one stopped.
 */
export async function migrateAll(options: SweepOptions): Promise<Sweep> {
  const { control, log, version, placement, concurrency = 2 } = options;
  const sweep = { migrated: 0, failed: [] as TenantId[], stopped: false };
  let after: string | undefined;
  do {
    const page = await control.tenantsBehind(version, { placement, after, limit: PAGE });
    after = page.at(-1);
    const waiting = page.values();
    await Promise.all(Array.from({ length: concurrency }, () => migrateEach(waiting, sweep, options)));
  } while (after !== undefined && !sweep.stopped);
  const { migrated, failed, stopped } = sweep;
  if (migrated > 0 || failed.length > 0)
    log.info({ migrated, failed: failed.length, stopped }, "Tenants were migrated.");
  return sweep;
}

async function migrateEach(
  waiting: Iterator<TenantId> & Iterable<TenantId>,
  sweep: { migrated: number; failed: TenantId[]; stopped: boolean },
  { control, store, log, version, signal }: SweepOptions,
): Promise<void> {
  for (const id of waiting) {
    sweep.stopped ||= signal?.aborted === true || hasFailedTooOften(sweep);
    if (sweep.stopped) return;
    try {
      await store.migrate(id);
      await control.recordSchema(id, version);
      sweep.migrated++;
    } catch (error) {
      sweep.failed.push(id);
      log.error({ tenant_id: id, error: error as Error }, "A tenant could not be migrated.");
    }
    // Migrating may have blocked the event loop: let requests go first.
    await nextTurn();
  }
}

/** More than one in a hundred, but at least four. */
function hasFailedTooOften({ migrated, failed }: { migrated: number; failed: readonly TenantId[] }): boolean {
  return failed.length > Math.max(3, migrated / 100);
}
