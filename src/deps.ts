import { resolve } from "node:path";

import { createDirectory } from "#control/directory.ts";
import { createCallers } from "#http/callers.ts";
import { trustedPeers } from "#http/client-address.ts";
import { tenantFinder, tenantHolder } from "#http/hold-tenant.ts";
import { createRateLimits, noRateLimits } from "#http/limits.ts";
import { keepPlatformKey } from "#http/platform-key.ts";
import { createSignIns } from "#http/sign-ins.ts";
import { startJobs } from "#jobs/runner.ts";
import { jobTable } from "#jobs/table.ts";
import { systemClock } from "#kernel/clock.ts";
import { type Ids, randomIds } from "#kernel/ids.ts";
import type { ChooseBrain } from "#modules/conversation/index.ts";
import { DEMO_LOGIN as demoLogin, foundDemo } from "#modules/demo/index.ts";
import { queueMessages, queueReminders } from "#modules/messages/index.ts";
import { passOnFreedTime } from "#modules/waitlist/index.ts";
import type { DiskSpace } from "#ports/disk-space.ts";
import { createCapabilities } from "#tenancy/capabilities.ts";
import type { EventSubscriber } from "#tenancy/context.ts";
import type { DataDirLock } from "#tenancy/data-dir-lock.ts";
import { DataDirTaken } from "#tenancy/data-dir-taken.ts";
import type { ContextServices } from "#tenancy/make-context.ts";
import { tenantsInShard } from "#tenancy/shard.ts";
import { createWakeUps } from "#tenancy/wake-ups.ts";

import type { Config } from "./config.ts";
import { type BasicsOverrides, chooseBasics } from "./deps/basics.ts";
import { lockDataDir, secretKeysOf } from "./deps/data-dir.ts";
import { findTroubles } from "./deps/find-troubles.ts";
import { chooseBrains } from "./deps/models.ts";
import { openControlPlane } from "./deps/open-control.ts";
import { openTenants } from "./deps/open-tenants.ts";
import { createOperations } from "./deps/operations.ts";
import { tenantReader } from "./deps/tenant-reader.ts";
import { chooseTransports } from "./deps/transports.ts";

export { openForReading } from "./deps/open-for-reading.ts";
export { restoreControlPlane } from "./deps/restore-control.ts";
export { DataDirTaken, demoLogin };

/** What tests replace. */
export type DepsOverrides = BasicsOverrides & {
  readonly disk?: DiskSpace;
  /** Chooses the brain of conversations. */
  readonly chooseBrain?: ChooseBrain;
  /** Jobs never run by themselves, only by `jobs.runNow`. */
  readonly jobsByHand?: boolean;
};

/** Everything that the application is made of. */
export type AppDeps = Awaited<ReturnType<typeof createDeps>>;

/**
 * The subscribers of every command's event, in the order in which they run, inside the command's transaction.
 */
const SUBSCRIBERS: readonly EventSubscriber[] = [queueMessages, queueReminders, passOnFreedTime];

/**
 * Chooses and opens everything, from the outside in: the data folder, the control plane, the tenants. Throws
 * `StartProblem` if the machine does not allow it. Call `close` at the end, after closing the app.
 */
export async function createDeps(config: Config, overrides: DepsOverrides = {}) {
  const dataDir = resolve(config.dataDir);
  const bootIds = overrides.ids ?? randomIds(systemClock);
  const lock = lockDataDir(dataDir, bootIds);
  try {
    const deps = await openAll(config, overrides, { dataDir, lock, bootIds });
    if (config.demo) await foundDemo(deps, config);
    return deps;
  } catch (error) {
    lock.release();
    throw error;
  }
}

type Opened = { readonly dataDir: string; readonly lock: DataDirLock; readonly bootIds: Ids };

async function openAll(config: Config, overrides: DepsOverrides, { dataDir, lock, bootIds }: Opened) {
  const { production, publicBaseUrl } = config;
  const basics = await chooseBasics(config, dataDir, overrides);
  const { clock, ids, log, metrics, telemetry } = basics;
  const secrets = secretKeysOf(config, dataDir, bootIds);
  const platformKey = config.platformApiKey ?? (production ? undefined : keepPlatformKey(dataDir, bootIds));
  const transports = chooseTransports(config);
  const control = await openControlPlane(config, dataDir, basics);
  metrics.watchWork({ due: () => control.countDue(clock.now()), undelivered: control.countUndelivered });
  const directory = createDirectory(control, clock);
  const { mail } = transports;
  const operations = createOperations({ ...basics, config, dataDir, control, mail, disk: overrides.disk });
  const tenants = await openTenants({ ...basics, dataDir, control, directory, operations, soon });
  const { store, provisioning, migrateTenants } = tenants;

  // A wake-up lost when an earlier process was killed belonged to a file it left open: those are found below.
  // One that the control plane did not accept before an orderly exit is found by the job lost_work.
  const wakeUps = createWakeUps({ markDue: control.markDue, failed: couldNotTell });
  const services: ContextServices = {
    clock,
    ids,
    capabilities: createCapabilities(secrets),
    subscribers: SUBSCRIBERS,
    count: (what, labels, by = 1) => metrics[what].inc(labels, by),
    measure: (what, labels, seconds) => metrics[what].observe(labels, seconds),
    wakeAt: wakeUps.wakeAt,
    assertRoomToBook: operations.disk.assertRoomToBook,
    publicBaseUrl,
  };
  // The lock's token lets the command line make requests to the server that holds the lock.
  const callers = createCallers(
    [platformKey, lock.token].filter((key) => key !== undefined),
    (hashed) => directory.recall.byApiKey(hashed) ?? directory.byApiKey(hashed),
  );

  const table = [
    ...jobTable({
      clock,
      control,
      store,
      services,
      log,
      transports,
      migrateTenants,
      finishErasing: provisioning.finishErasing,
      tenantsInShard: (number) => tenantsInShard(dataDir, number),
    }),
    ...operations.jobs,
  ];
  const jobs = startJobs(telemetry.tracedJobs(table), {
    log,
    metrics,
    byHand: overrides.jobsByHand ?? false,
  });
  const draining = new AbortController();
  for (const id of tenants.interrupted) soon(lookAgain(id));

  /** Marks the business as due: its next run finds out whether there is any work. */
  async function lookAgain(id: string): Promise<void> {
    const record = await control.tenantById(id);
    if (record) await control.markDue(record.id, clock.now());
  }

  /** Runs work that nobody waits for; a failure is logged. */
  function soon(work: Promise<unknown>): void {
    work.catch(couldNotTell);
  }

  function couldNotTell(error: unknown): void {
    log.warn({ error: error as Error }, "The control plane could not be told.");
  }

  return {
    config,
    clock,
    devClock: basics.devClock,
    ids,
    log,
    metrics,
    tracing: telemetry.tracing,
    lock,
    control,
    directory,
    store,
    provisioning,
    backups: tenants.restores,
    migrateTenants,
    services,
    transports,
    jobs,
    chooseBrain: overrides.chooseBrain ?? chooseBrains({ config, clock, alarms: operations.alarms }),
    callers,
    /** The key generated because none was set, to be shown once at the terminal. */
    platformKey,
    production,
    limits: config.rateLimits
      ? createRateLimits(clock, (limit) => metrics.rateLimited.inc({ limit }))
      : noRateLimits,
    site: { publicBaseUrl, baseDomain: config.baseDomain, trusts: trustedPeers(config.trustedProxies) },
    tenants: {
      findTenant: tenantFinder(directory),
      callers,
      signIns: createSignIns(directory),
      hold: tenantHolder(store, services, log),
    },
    readTenant: tenantReader(directory, store),
    draining: draining.signal,
    /** Begins to shut down: streams end, `/readyz` fails. */
    drain: () => draining.abort(),
    findTroubles: () => findTroubles(control, dataDir),
    /** Waits for jobs and leases, then closes every file and releases DATA_DIR. */
    close: async () => {
      draining.abort();
      await jobs.stop();
      mail.close?.();
      await store.closeAll();
      await wakeUps.flush();
      await control.close();
      metrics.close();
      lock.release();
      await telemetry.close();
      log.flush();
    },
  };
}
