import { resolve, join } from "node:path";

import type { Config } from "./config.ts";
import { createRestores } from "./deps/backups.ts";
import { createOperations } from "./deps/operations.ts";
import { chooseBrains } from "./deps/models.ts";
import { chooseTransports } from "./deps/transports.ts";
import { findTroubles } from "./deps/find-troubles.ts";
import { chooseTelemetry } from "./deps/telemetry.ts";
import { tenantReader } from "./deps/tenant-reader.ts";
import { createDirectory } from "#control/directory.ts";
import { openPostgresControlPlane } from "#control/open-postgres.ts";
import { openSqliteControlPlane } from "#control/open-sqlite.ts";
import { createProvisioning } from "#control/provisioning.ts";
import { finishReplacing } from "#db/replace-file.ts";
import { createCallers } from "#http/callers.ts";
import { trustedPeers } from "#http/client-address.ts";
import { type DevClock, keepDevClock } from "#http/dev-clock.ts";
import { tenantFinder, tenantHolder } from "#http/hold-tenant.ts";
import { createRateLimits, noRateLimits } from "#http/limits.ts";
import { keepPlatformKey } from "#http/platform-key.ts";
import { createSignIns } from "#http/sign-ins.ts";
import { startJobs } from "#jobs/runner.ts";
import { jobTable } from "#jobs/table.ts";
import { type Clock, systemClock } from "#kernel/clock.ts";
import { type Ids, randomIds } from "#kernel/ids.ts";
import { StartProblem } from "#kernel/start-problem.ts";
import type { ChooseBrain } from "#modules/conversation/index.ts";
import { DEMO_LOGIN as demoLogin, foundDemo } from "#modules/demo/index.ts";
import { queueMessages } from "#modules/messages/index.ts";
import { passOnFreedTime } from "#modules/waitlist/index.ts";
import { createLogger, type ProcessLog } from "#observe/logger.ts";
import { createMetrics } from "#observe/metrics.ts";
import { timed } from "#observe/stopwatch.ts";
import type { DiskSpace } from "#ports/disk-space.ts";
import { createCapabilities } from "#tenancy/capabilities.ts";
import { storeCapacity, thisMachine } from "#tenancy/capacity.ts";
import { acquireDataDirLock, type DataDirLock } from "#tenancy/data-dir-lock.ts";
import type { EventSubscriber } from "#tenancy/context.ts";
import { DataDirTaken } from "#tenancy/data-dir-taken.ts";
import type { ContextServices } from "#tenancy/make-context.ts";
import { interruptedTenants } from "#tenancy/interrupted.ts";
import { migrateAll } from "#tenancy/migrate-all.ts";
import { keepSecretKeys, parseSecretKeys, type SecretKeys } from "#tenancy/secret-keys.ts";
import { tenantsInShard } from "#tenancy/shard.ts";
import { createTenantStore } from "#tenancy/store.ts";
import { openTenantTemplate } from "#tenancy/template.ts";
import { createWakeUps } from "#tenancy/wake-ups.ts";

export { openForReading } from "./deps/open-for-reading.ts";
export { restoreControlPlane } from "./deps/restore-control.ts";
export { DataDirTaken, demoLogin };

/** Past one machine the control plane says who owns which file; here it is always this one. */
const PLACEMENT = "local";
const CONNECTIONS = 1_000;

/** What tests put in the place of the usual. */
export type DepsOverrides = {
  readonly clock?: DevClock;
  readonly ids?: Ids;
  readonly log?: ProcessLog;
  readonly disk?: DiskSpace;
  /** Who speaks in conversations. */
  readonly chooseBrain?: ChooseBrain;
  /** Jobs do not come round by themselves, only by `jobs.runNow`. */
  readonly jobsByHand?: boolean;
};

/** Everything that the application is made of. */
export type AppDeps = Awaited<ReturnType<typeof createDeps>>;

/** What reacts to every command, in the order in which it does, inside the command's transaction. */
const SUBSCRIBERS: readonly EventSubscriber[] = [queueMessages, passOnFreedTime];

/**
 * Chooses and opens everything, from the outside in: the data folder, the control plane, the tenants.
 * Throws `StartProblem` when the machine does not allow it. `close` in the end, after the app.
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
  const devClock = overrides.clock ?? (production ? undefined : keepDevClock(dataDir, config.clock));
  const clock: Clock = devClock ?? systemClock;
  const ids = overrides.ids ?? randomIds(clock);
  const plainLog = overrides.log ?? createLogger({ clock, level: config.logLevel });
  const telemetry = await chooseTelemetry(config, plainLog);
  const { log } = telemetry;
  const metrics = createMetrics();
  const secrets = secretKeys(config, dataDir, bootIds);
  const platformKey = config.platformApiKey ?? (production ? undefined : keepPlatformKey(dataDir, bootIds));
  // A restore that was decided and then interrupted.
  await finishReplacing(join(dataDir, "control.db"));
  const control = config.controlDatabaseUrl
    ? await openPostgresControlPlane(config.controlDatabaseUrl, { clock, log })
    : await openSqliteControlPlane(join(dataDir, "control.db"), { clock });
  const directory = createDirectory(control, clock);
  const operations = createOperations({
    config,
    dataDir,
    clock,
    ids,
    log,
    metrics,
    control,
    mail: () => transports.mail,
    disk: overrides.disk,
  });
  const { alarms, backUps, disk } = operations;
  const template = await openTenantTemplate(dataDir);
  const store = createTenantStore({
    dataDir,
    clock,
    log,
    capacity: storeCapacity(thisMachine(CONNECTIONS)),
    timeOpening: telemetry.timeOpening(timed((seconds) => metrics.tenantOpenSeconds.observe(seconds))),
    timeWrite: telemetry.timeWrite,
    timeCommit: timed((seconds) => metrics.sqliteCommitSeconds.observe(seconds)),
    quarantineWatch: operations.quarantineWatch,
    migrated: (id, version) => soon(control.recordSchema(id, version)),
  });
  metrics.watchOpenTenants(() => store.stats().open);
  metrics.watchWork({ due: () => control.countDue(clock.now()), undelivered: control.countUndelivered });
  const restores = createRestores({ dataDir, clock, ids, log, backUps, store, control, alarms });
  const provisioning = createProvisioning({
    control,
    directory,
    dataDir,
    placement: PLACEMENT,
    clock,
    ids,
    log,
    template,
    withClosed: store.withClosed,
    assertRoom: disk.assertRoomToGrow,
    removeBackupsOf: restores.removeBackupsOf,
  });
  const interrupted = await interruptedTenants(dataDir);
  await provisioning.recoverProvisioning();

  // A wake-up that was killed with an earlier process was for a file that it left open: found at the next
  // start. One that the control plane did not take until the process ended in order is found by lost_work.
  const wakeUps = createWakeUps({ markDue: control.markDue, failed: couldNotTell });
  const services: ContextServices = {
    clock,
    ids,
    capabilities: createCapabilities(secrets),
    subscribers: SUBSCRIBERS,
    count: (what, labels, by = 1) => metrics[what].inc(labels, by),
    measure: (what, labels, seconds) => metrics[what].observe(labels, seconds),
    wakeAt: wakeUps.wakeAt,
    assertRoomToBook: disk.assertRoomToBook,
    publicBaseUrl,
  };
  // With the lock's token, the command line asks the server that holds the lock.
  const callers = createCallers(
    [platformKey, lock.token].filter((key) => key !== undefined),
    (hashed) => directory.recall.byApiKey(hashed) ?? directory.byApiKey(hashed),
  );
  const transports = chooseTransports(config);

  const migrateTenants = (signal?: AbortSignal) =>
    migrateAll({
      control,
      store,
      log,
      version: template.schemaVersion,
      placement: PLACEMENT,
      ...(signal && { signal }),
    });

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
  for (const id of interrupted) soon(lookAgain(id));

  /** Its next due work finds out whether there is any. */
  async function lookAgain(id: string): Promise<void> {
    const record = await control.tenantById(id);
    if (record) await control.markDue(record.id, clock.now());
  }

  /** For what nobody waits for: it may fail, and then says so. */
  function soon(work: Promise<unknown>): void {
    work.catch(couldNotTell);
  }

  function couldNotTell(error: unknown): void {
    log.warn({ error: error as Error }, "The control plane could not be told.");
  }

  return {
    config,
    clock,
    devClock: production ? undefined : devClock,
    ids,
    log,
    metrics,
    tracing: telemetry.tracing,
    lock,
    control,
    directory,
    store,
    provisioning,
    backups: restores,
    /** Brings every file that is behind to the newest schema; one that fails is left and named. */
    migrateTenants,
    services,
    transports,
    jobs,
    chooseBrain: overrides.chooseBrain ?? chooseBrains({ config, clock, alarms }),
    callers,
    /** The key that was made because none was set; to be shown once, at the terminal. */
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
    /** Begins to shut down: long answers end themselves, `/readyz` says no. */
    drain: () => draining.abort(),
    findTroubles: () => findTroubles(control, dataDir),
    /** Waits for jobs and leases, then closes every file and gives DATA_DIR back. */
    close: async () => {
      draining.abort();
      await jobs.stop();
      transports.mail.close?.();
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

function lockDataDir(dataDir: string, ids: Ids): DataDirLock {
  try {
    const acquired = acquireDataDirLock(dataDir, ids);
    if (acquired.outcome === "acquired") return acquired.lock;
    const where = acquired.by?.address ? ` at ${acquired.by.address}` : "";
    throw new DataDirTaken(
      `Another Frontdesk server${where} uses DATA_DIR ${dataDir}. Stop it, or choose another folder.`,
      acquired.by,
    );
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new StartProblem(`DATA_DIR ${dataDir} cannot be written to (${code}).`, { cause: error });
  }
}

function secretKeys({ secretKeys: given }: Config, dataDir: string, ids: Ids): SecretKeys {
  if (!given) return keepSecretKeys(dataDir, ids);
  const parsed = parseSecretKeys(given.join(","));
  if (!parsed.ok) throw new StartProblem(`SECRET_KEYS ${parsed.problem}.`);
  return parsed.keys;
}
