import { readFile } from "node:fs/promises";

import { type Asker, createTenant, type PlatformDeps, withTenant } from "#modules/platform/index.ts";

import { plantVisits } from "./plant-visits.ts";

const NAMES = ["demo", "dental"];
/** The password of the demo's owners. It is no secret, so it is never set in production. */
const DEMO_PASSWORD = "front-desk-demo";
export const DEMO_LOGIN = { email: "owner@marlow.example", password: DEMO_PASSWORD } as const;
const NOBODY: Asker = { actor: { kind: "system", id: null, channel: "system" }, requestId: "start" };

/**
 * Creates the businesses that people try the product with, in the middle of their weeks, unless there is
 * already any business.
 */
export async function foundDemo(deps: PlatformDeps, { production }: { production: boolean }): Promise<void> {
  const [anyone] = await deps.control.listTenants({ limit: 1 });
  if (anyone) return;
  for (const [index, name] of NAMES.entries()) {
    const file = new URL(`../../../tenants/${name}.json`, import.meta.url);
    const document = JSON.parse(await readFile(file, "utf8")) as { owner?: object };
    // In production nobody may sign in with a password that is in the source code.
    const owner = { ...document.owner, ...(!production && { password: DEMO_PASSWORD }) };
    await createTenant(deps, { ...document, owner }, NOBODY);
    const record = await deps.control.tenantBySlug(name);
    if (record) await withTenant(deps, record, NOBODY, (ctx) => plantVisits(ctx, index + 1));
  }
}
