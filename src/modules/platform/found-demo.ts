import { readFile } from "node:fs/promises";

import { createTenant } from "./commands.ts";
import type { Asker, PlatformDeps } from "./ports.ts";

const DEMO = new URL("../../../tenants/demo.json", import.meta.url);
const NOBODY: Asker = { actor: { kind: "system", id: null, channel: "system" }, requestId: "start" };

/** Founds the business that people try the product with, unless there is any business already. */
export async function foundDemo(deps: PlatformDeps): Promise<void> {
  const [anyone] = await deps.control.listTenants({ limit: 1 });
  if (anyone) return;
  await createTenant(deps, JSON.parse(await readFile(DEMO, "utf8")), NOBODY);
}
