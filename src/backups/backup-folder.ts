import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { formatInstant, type Instant, parseInstant } from "#kernel/instant.ts";

import { type Manifest, parseManifest } from "./manifest.ts";

/** A backup in its folder: a SQLite file with its manifest beside it. */
export type StoredBackup = { readonly name: string; readonly path: string; readonly madeAt: Instant };

/** The folder of a tenant's backups, or of the control plane's (null). */
export function backupFolder(root: string, tenantId: string | null): string {
  return tenantId === null ? join(root, "control") : join(root, "tenants", tenantId);
}

/**
 * A name such as `20260306T150000Z-7k3f`: UTC, so that names sort by time; the suffix distinguishes backups
 * made in the same second.
 */
export function backupName(at: Instant, end: string): string {
  return `${formatInstant(at).replaceAll(/[-:]/g, "")}-${end}`;
}

const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-\w+$/;

/** When a backup of this name was made, to the second; undefined if it is not a backup's name. */
export function madeAtOf(name: string): Instant | undefined {
  const [, year, month, day, hours, minutes, seconds] = NAME.exec(name) ?? [];
  return parseInstant(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
}

/** The backups in a folder, oldest first. One without a manifest was never finished and does not count. */
export async function listBackups(folder: string): Promise<readonly StoredBackup[]> {
  const names = new Set(await namesIn(folder));
  return [...names]
    .filter((name) => name.endsWith(".json") && names.has(name.replace(/json$/, "db")))
    .map((file) => file.slice(0, -".json".length))
    .toSorted()
    .flatMap((name) => {
      const madeAt = madeAtOf(name);
      return madeAt === undefined ? [] : [{ name, path: join(folder, `${name}.db`), madeAt }];
    });
}

/** The newest backup, or the newest one made no later than `at`. */
export async function newestBackup(folder: string, at?: Instant): Promise<StoredBackup | undefined> {
  const all = await listBackups(folder);
  return all.findLast(({ madeAt }) => at === undefined || madeAt <= at);
}

/** The manifest beside a backup; undefined if it is missing or invalid. */
export async function readManifest(path: string): Promise<Manifest | undefined> {
  try {
    return parseManifest(await readFile(manifestPath(path), "utf8"));
  } catch {
    return undefined;
  }
}

/** The path of a backup's manifest. */
export function manifestPath(path: string): string {
  return join(dirname(path), `${basename(path).replace(/\.db$/, "")}.json`);
}

/** Records that a backup has an off-site copy. */
export async function markSent(path: string): Promise<void> {
  await writeFile(sentPath(path), "", { mode: 0o600 });
}

/** Whether a backup is recorded to have an off-site copy. */
export function isSent(path: string): boolean {
  return existsSync(sentPath(path));
}

function sentPath(path: string): string {
  return path.replace(/\.db$/, ".sent");
}

/** Removes a backup, manifest first: without it the rest does not count as a backup. */
export async function removeBackup({ path }: Pick<StoredBackup, "path">): Promise<void> {
  await rm(manifestPath(path), { force: true });
  await rm(path, { force: true });
  await rm(sentPath(path), { force: true });
}

/** The ids of the tenants that have backups, sorted. */
export async function tenantsWithBackups(root: string): Promise<readonly string[]> {
  return (await namesIn(join(root, "tenants"))).toSorted();
}

/** Removes what interrupted backups left behind, if started before `before`. */
export async function removeUnfinished(folder: string, before: Instant): Promise<void> {
  const names = await namesIn(folder);
  for (const name of names) {
    const [stem = "", ...endings] = name.split(".");
    const finished = names.includes(`${stem}.json`) && endings.length === 1;
    if (!finished && (madeAtOf(stem) ?? before) < before) await rm(join(folder, name), { force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
