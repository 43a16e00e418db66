/**
 * The product as it runs, on a folder and with the settings of its environment; its tenants are salons of the
 * bench, created if necessary. `TENANTS` is their number, `LIMITED` the number of further ones with limits on
 * visits, `VISITS` the visits of each in a month, and `BENCH_KEY` an API key of the first.
 */
import { hash } from "node:crypto";
import { readdirSync, readlinkSync, realpathSync } from "node:fs";

import { buildApp } from "#app";
import { parseConfig } from "#config";
import { tenantsFolder } from "#db/tenant-file.ts";
import { createDeps } from "#deps";
import type { TenantApp } from "#tenancy/http.ts";

import { fillSalon, USUAL } from "../salon.ts";
import { serve } from "./serve.ts";

const parsed = parseConfig(process.env);
if (parsed.kind === "problems") throw new Error(JSON.stringify(parsed.problems));
const { config } = parsed;
const deps = await createDeps(config);

for (let i = 0; i < Number(process.env["TENANTS"]); i += 1) await makeTenant(`salon-${i}`);
for (let i = 0; i < Number(process.env["LIMITED"] ?? 0); i += 1) await makeTenant(`limited-${i}`, true);

const app = await buildApp(deps, { tenant: addHello });
await app.listen({ port: 0, host: "127.0.0.1" });
serve(
  app.server,
  () => app.close().then(() => deps.close()),
  () => ({ ...deps.store.stats(), descriptors: tenantDescriptors() }),
);

/** The number of open descriptors of tenants' files and their companions; NaN if the system does not tell. */
function tenantDescriptors(): number {
  const folder = tenantsFolder(realpathSync(config.dataDir));
  try {
    return readdirSync("/proc/self/fd").filter((fd) => pathOf(fd).startsWith(folder)).length;
  } catch {
    return Number.NaN;
  }
}

/** Empty for a descriptor that was closed meanwhile. */
function pathOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return "";
  }
}

/** A route with everything before a handler, and nothing behind it. */
function addHello(tenant: TenantApp): void {
  tenant.get("/v1/hello", { config: { access: "tenant_admin", limit: "admin" } }, ({ ctx }) => ({
    hello: ctx.tenant.slug,
  }));
}

async function makeTenant(slug: string, limits = false): Promise<void> {
  if (await deps.control.tenantBySlug(slug)) return;
  const made = await deps.provisioning.createTenant({
    slug,
    plan: "premium",
    numbers: [],
    fill: (db) => fillSalon(db, { ...USUAL, visits: Number(process.env["VISITS"] ?? USUAL.visits), limits }),
  });
  if (made.outcome !== "created") throw new Error(made.outcome);
  const key = process.env["BENCH_KEY"] ?? "";
  if (slug !== "salon-0") return;
  await deps.control.createApiKey({
    id: deps.ids.ulid(),
    tenantId: made.tenant.id,
    name: "bench",
    hash: hash("sha256", key),
    lastFour: key.slice(-4),
  });
}
