import { join } from "node:path";

import { backUpTenant, type BackUpDeps } from "#backups/back-up.ts";
import { restoreTenant } from "#backups/restore-tenant.ts";
import { build } from "#db/tenant-db.ts";
import { tenantPath } from "#db/tenant-file.ts";
import type { BackupChoice } from "#ports/backups.ts";
import type { TenantRecord } from "#ports/control-plane.ts";

import { aDataDir, type DataDirOptions } from "./data-dir.ts";

/** Alarms that a test can inspect: `kind subject` for each that is raised. */
export function alarmsInMemory() {
  const standing = new Set<string>();
  return {
    standing,
    raise: (kind: string, subject: string) => void standing.add(`${kind} ${subject}`),
    clear: (kind: string, subject: string) => void standing.delete(`${kind} ${subject}`),
  };
}

/** A DATA_DIR with one salon that has one customer, and what makes its backups. */
export async function aSalonToBackUp(options: DataDirOptions & Partial<BackUpDeps> = {}) {
  const made = await aDataDir(options);
  const { dataDir, clock, ids, control, store } = made;
  const luna = (await control.tenantBySlug("luna")) ?? (await made.aTenant("luna"));
  const root = join(dataDir, "backups");
  const alarms = alarmsInMemory();
  const deps: BackUpDeps = {
    dataDir,
    root,
    clock,
    ids,
    alarms,
    control,
    controlIsHere: true,
    offSite: undefined,
    assertRoom: () => {},
    finished: () => {},
    ...options,
  };

  async function withDb<T>(work: (db: Awaited<ReturnType<typeof store.lease>>["db"]) => T): Promise<T> {
    const lease = await store.lease(luna.id);
    try {
      return work(lease.db);
    } finally {
      lease.release();
    }
  }
  /** The names of the customers in the file. */
  const names = () =>
    withDb((db) =>
      db.all(build.selectFrom("customers").select("name").orderBy("name")).map((row) => row.name),
    );
  const addCustomer = (name: string) =>
    withDb((db) =>
      db.write((tx) => {
        const now = clock.now();
        const row = {
          id: ids.ulid(),
          name,
          email: null,
          phone: "+12125550123",
          sms_consent_at: null,
          erased_at: null,
        };
        tx.run(build.insertInto("customers").values({ ...row, created_at: now, updated_at: now }));
      }),
    );
  const incarnation = () =>
    withDb((db) => db.first(build.selectFrom("meta").select("incarnation"))?.incarnation);
  const restore = (choice: BackupChoice = {}, tenant: TenantRecord = luna) =>
    restoreTenant({ dataDir, root, clock, ids, withClosed: store.withClosed }, tenant, choice);
  const backUp = () => backUpTenant(deps, luna);

  return {
    ...made,
    luna,
    root,
    alarms,
    deps,
    path: tenantPath(dataDir, luna.id),
    withDb,
    names,
    addCustomer,
    incarnation,
    backUp,
    restore,
  };
}

/**
 * Fills a folder for tests to copy: Ana is in luna's backup, Bea was added after it. Returns the incarnation
 * of luna's file.
 */
export async function prepareBackedUp(dataDir: string): Promise<string | undefined> {
  const salon = await aSalonToBackUp({ dataDir, closing: "by hand" });
  await salon.addCustomer("Ana");
  await salon.backUp();
  await salon.addCustomer("Bea");
  const incarnation = await salon.incarnation();
  await salon.close();
  return incarnation;
}
