import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { formatInstant, type Instant, parseInstant } from "#kernel/instant.ts";

import { type Manifest, parseManifest } from "./manifest.ts";

/** A backup in its folder: a SQLite file and the manifest beside it. */
export type StoredBackup = { readonly name: string; readonly path: string; readonly madeAt: Instant };

/** Where the backups of a tenant lie, or of the control plane (null). */
export function backupFolder(root: string, tenantId: string | null): string {
  return tenantId === null ? join(root, "control") : join(root, "tenants", tenantId);
}

/** `20260306T150000Z-7k3f`: sorts by time; the end tells apart what was made in one second. */
export function backupName(at: Instant, end: string): string {
  return `${formatInstant(at).replaceAll(/[-:]/g, "")}-${end}`;
}

const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-\w+$/;

/** When a backup of this name was made; undefined for the name of something else. */
export function madeAtOf(name: string): Instant | undefined {
  const [, year, month, day, hours, minutes, seconds] = NAME.exec(name) ?? [];
  return parseInstant(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
}

/** The backups in a folder, oldest first. Those without a manifest were never finished, and are none. */
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

/** The newest backup, or the newest that was made by `at`. */
export async function newestBackup(folder: string, at?: Instant): Promise<StoredBackup | undefined> {
  const all = await listBackups(folder);
  return all.findLast(({ madeAt }) => at === undefined || madeAt <= at);
}

/** The manifest beside a backup; undefined when there is none, or nothing that can be read as one. */
export async function readManifest(path: string): Promise<Manifest | undefined> {
  try {
    return parseManifest(await readFile(manifestPath(path), "utf8"));
  } catch {
    return undefined;
  }
}

/** Where the manifest of a backup stands. */
export function manifestPath(path: string): string {
  return join(dirname(path), `${basename(path).replace(/\.db$/, "")}.json`);
}

/** Notes that a backup has a copy elsewhere. */
export async function markSent(path: string): Promise<void> {
  await writeFile(sentPath(path), "", { mode: 0o600 });
}

/** Whether a backup is known to have a copy elsewhere. */
export function isSent(path: string): boolean {
  return existsSync(sentPath(path));
}

function sentPath(path: string): string {
  return path.replace(/\.db$/, ".sent");
}

/** The manifest goes first: without it the rest is no backup. */
export async function removeBackup({ path }: Pick<StoredBackup, "path">): Promise<void> {
  await rm(manifestPath(path), { force: true });
  await rm(path, { force: true });
  await rm(sentPath(path), { force: true });
}

/** The tenants that have backups. */
export async function tenantsWithBackups(root: string): Promise<readonly string[]> {
  return (await namesIn(join(root, "tenants"))).toSorted();
}

/** What a backup that was interrupted has left, a day after. */
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
