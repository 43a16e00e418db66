import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { makePrivateFolder } from "#db/durable.ts";
import { DECIDED, finishReplacing } from "#db/replace-file.ts";
import { FILE_ENDINGS, tenantsFolder } from "#db/tenant-file.ts";
import { isUlid } from "#kernel/ids.ts";
import type { Logger } from "#kernel/logger.ts";
import type { ControlPlane } from "#ports/control-plane.ts";

export type LeftoverOptions = {
  readonly control: Pick<ControlPlane, "tenantById">;
  readonly dataDir: string;
  readonly log: Logger;
};

/**
 * Completes interrupted file swaps that a restore had decided, removes unfinished copies, and sets aside (in
 * `DATA_DIR/set-aside`) files whose tenant the directory does not know. A crash never leaves those, since rows
 * are created first and removed last: they mean that an older control database was put back, and may be all
 * that is left of a business.
 */
export async function removeLeftovers({ control, dataDir, log }: LeftoverOptions): Promise<void> {
  for (const { folder, name } of await filesIn(tenantsFolder(dataDir))) {
    if (name.endsWith(DECIDED)) await finishReplacing(join(folder, name.slice(0, -DECIDED.length)));
    if (/\.new(-\w+)?$/.test(name)) await rm(join(folder, name), { force: true });
    const [id = "", ending] = name.split(".db");
    if (ending !== "" || !isUlid(id) || (await control.tenantById(id))) continue;
    log.error({ tenant_id: id }, "A tenant's file is unknown to the directory; it is set aside.");
    await setAside(dataDir, folder, name);
  }
}

async function setAside(dataDir: string, folder: string, name: string): Promise<void> {
  const aside = join(dataDir, "set-aside");
  await makePrivateFolder(aside);
  const present = await readdir(folder);
  for (const ending of FILE_ENDINGS) {
    if (present.includes(name + ending))
      await rename(join(folder, name + ending), join(aside, name + ending));
  }
}

async function filesIn(root: string): Promise<readonly { folder: string; name: string }[]> {
  await makePrivateFolder(root);
  const found: { folder: string; name: string }[] = [];
  for (const shard of await readdir(root, { withFileTypes: true })) {
    if (!shard.isDirectory()) continue;
    const folder = join(root, shard.name);
    for (const name of await readdir(folder)) found.push({ folder, name });
  }
  return found;
}
