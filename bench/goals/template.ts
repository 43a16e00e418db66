import { mkdirSync } from "node:fs";
import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";

import { fillNewFile } from "#control/new-file.ts";
import { sync } from "#db/durable.ts";
import { migrate } from "#db/migrator.ts";
import { openFile } from "#db/open.ts";
import { openTenantTemplate } from "#tenancy/template.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

import { ratioOf } from "../findings.ts";
import type { Goal } from "../goal.ts";
import { inTurns } from "../in-turns.ts";
import { NOW } from "../salon.ts";

const ID = "01hzzzzzzzzzzzzzzzzzzzzzzz";

/** G12: both sides create the file of an empty tenant, on disk when they are done. */
export const template: Goal = {
  ids: ["G12"],
  title: "A new tenant's file",
  measure: async ({ rounds, folder }) => {
    const path = folder("template");
    const copies = await openTenantTemplate(path);
    let made = 0;
    const { copy, ddl } = await inTurns(
      {
        copy: () =>
          durably(nextPath(path, "copy", (made += 1)), async (unfinished) => {
            await copies.copyTo(unfinished);
            fillNewFile(unfinished, { id: ID, incarnation: ID, at: NOW }, () => {});
          }),
        ddl: () =>
          durably(nextPath(path, "ddl", (made += 1)), (unfinished) => {
            const file = openFile(unfinished, { kind: "tenant", create: true });
            migrate(file, tenantMigrations);
            file.prepare("insert into meta values (1, ?, ?, 1, ?)").run(ID, ID, NOW);
            file.close();
          }),
      },
      { rounds, turn: 250, clock: "wall" },
    );
    return [
      ratioOf(
        { goal: "G12", what: "running the DDL / copying the template", limit: { atLeast: 4 } },
        ddl,
        copy,
      ),
    ];
  },
};

async function durably(path: string, make: (unfinished: string) => unknown): Promise<void> {
  await make(`${path}.new`);
  await sync(`${path}.new`);
  await rename(`${path}.new`, path);
  await sync(dirname(path));
}

/** A folder has a few hundred files, as in the product. */
function nextPath(folder: string, kind: string, count: number): string {
  const shard = join(folder, kind, String(count % 16));
  mkdirSync(shard, { recursive: true });
  return join(shard, `${count}.db`);
}
