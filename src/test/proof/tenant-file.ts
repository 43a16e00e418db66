import { hash } from "node:crypto";
import { globSync } from "node:fs";
import { basename, join } from "node:path";

import { openFile } from "#db/open.ts";

import { problemsOf, type ReadRows } from "./consistency.ts";

/** Reads the file of the tenant with this slug while a server owns it. */
export function readingTenant<T>(dataDir: string, slug: string, look: (read: ReadRows) => T): T {
  const file = openFile(pathOf(dataDir, slug), { kind: "tenant", readonly: true });
  try {
    return look((sql) => file.prepare(sql).all() as ReturnType<ReadRows>);
  } finally {
    file.close();
  }
}

/** Everything wrong with it, including damage to the file itself. */
export function problemsOfTenant(dataDir: string, slug: string): string[] {
  return readingTenant(dataDir, slug, (read) => {
    const damage = read("pragma quick_check").flatMap((row) => Object.values(row) as string[]);
    const broken = read("pragma foreign_key_check").map((row) => `a broken reference in ${row["table"]}`);
    return [...damage.filter((found) => found !== "ok"), ...broken, ...problemsOf(read)];
  });
}

/** Equal exactly if every table has the same rows. */
export function fingerprint(read: ReadRows): string {
  const tables = read("select name from sqlite_schema where type = 'table' order by name");
  const content = tables.map(({ name }) => [name, read(`select * from "${name}"`)]);
  return hash("sha256", JSON.stringify(content));
}

/** The path of a tenant's file. */
export function pathOf(dataDir: string, slug: string): string {
  const control = openFile(join(dataDir, "control.db"), { kind: "control", readonly: true });
  const id = control.prepare("select id from tenants where slug = ?").pluck().get(slug) as string;
  control.close();
  const found = globSync(join(dataDir, "tenants/*/*.db")).find((path) => basename(path) === `${id}.db`);
  if (found === undefined) throw new Error(`${slug} has no file`);
  return found;
}
