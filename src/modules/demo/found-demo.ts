import { readFile } from "node:fs/promises";

import { type Asker, createTenant, type PlatformDeps, withTenant } from "#modules/platform/index.ts";

import { plantVisits } from "./plant-visits.ts";

const NAMES = ["demo", "dental"];
const NOBODY: Asker = { actor: { kind: "system", id: null, channel: "system" }, requestId: "start" };

/**
 * Founds the businesses that people try the product with, in the middle of their weeks, unless there is any
 * business already.
 */
export async function foundDemo(deps: PlatformDeps): Promise<void> {
  const [anyone] = await deps.control.listTenants({ limit: 1 });
  if (anyone) return;
  for (const [index, name] of NAMES.entries()) {
    const file = new URL(`../../../tenants/${name}.json`, import.meta.url);
    await createTenant(deps, JSON.parse(await readFile(file, "utf8")), NOBODY);
    const record = await deps.control.tenantBySlug(name);
    if (record) await withTenant(deps, record, NOBODY, (ctx) => plantVisits(ctx, index + 1));
  }
}
