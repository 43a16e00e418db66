import { existsSync } from "node:fs";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { openForReading } from "#deps";
import { exportBookings, exportCustomers, exportTenant } from "#modules/tenant-file/index.ts";
import type { TenantRecord } from "#ports/control-plane.ts";

import { type Command, CommandFailed, reasonOf } from "./command.ts";

const FILES = ["tenant.json", "tenant.db", "customers.csv", "bookings.csv"] as const;

type Reading = Awaited<ReturnType<typeof openForReading>>;

/** Exports a business into a folder: its tenant file, a SQLite snapshot, and readable tables. */
export const tenantExport: Command = {
  name: "tenant export",
  args: ["SLUG", "DIR"],
  does: "write a business's document, its SQLite file and its tables into a folder",
  run: async ({ config, terminal, args: [slug = "", dir = ""] }) => {
    const folder = resolve(dir);
    const deps = await openForReading(config);
    try {
      const record = await deps.control.tenantBySlug(slug);
      if (!record) throw new CommandFailed(`There is no business "${slug}".`);
      deps.assertRoom();
      await claimFolder(folder);
      await writeAll(deps, record, folder).catch(async (error: unknown) => {
        for (const name of FILES) await rm(join(folder, name), { force: true });
        throw error;
      });
    } finally {
      await deps.close();
    }
    terminal.say(`${slug} is in ${folder}: ${FILES.join(", ")}`);
  },
};

/** Never overwrites an earlier export. */
async function claimFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new CommandFailed(`${folder} can't be a folder (${reasonOf(error)}).`);
  });
  const there = FILES.find((name) => existsSync(join(folder, name)));
  if (there) throw new CommandFailed(`${join(folder, there)} already exists.`);
}

/** Takes the snapshot first and reads everything else from it, so that all of it is from the same moment. */
async function writeAll(deps: Reading, record: TenantRecord, folder: string): Promise<void> {
  const copy = join(folder, "tenant.db");
  const file = deps.readTenant(record.id);
  try {
    file.snapshotTo(copy);
  } finally {
    file.close();
  }
  await chmod(copy, 0o600);
  const numbers = await deps.control.numbersOf(record.id);
  const { db, close } = deps.readSnapshot(copy, record.id);
  try {
    const document = exportTenant(db, { slug: record.slug, plan: record.plan, numbers });
    await writePrivate(join(folder, "tenant.json"), `${JSON.stringify(document, null, 2)}\n`);
    await writePrivate(join(folder, "customers.csv"), exportCustomers(db));
    await writePrivate(join(folder, "bookings.csv"), exportBookings(db));
  } finally {
    close();
  }
}

function writePrivate(path: string, content: string): Promise<void> {
  return writeFile(path, content, { mode: 0o600, flag: "wx" });
}
