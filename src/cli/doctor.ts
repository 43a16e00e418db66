import { openForReading } from "#deps";
import { findTroubles } from "#modules/integrity/index.ts";
import type { TenantRecord } from "#ports/control-plane.ts";

import { type Command, CommandFailed } from "./command.ts";
import { everyTenant } from "./every-tenant.ts";

type Reading = Awaited<ReturnType<typeof openForReading>>;

/** Checks every file for damage and violated invariants. Changes nothing. */
export const doctor: Command = {
  name: "doctor",
  args: [],
  does: "check every file for damage and contradictions",
  run: async ({ config, terminal }) => {
    const deps = await openForReading(config);
    const troubles: string[] = [];
    let tenants = 0;
    try {
      for await (const record of everyTenant(deps)) {
        const found = examine(deps, record);
        tenants += 1;
        if (found.length === 0) terminal.say(`${record.slug}: OK`);
        troubles.push(...found.map((trouble) => `${record.slug}: ${trouble}`));
      }
    } finally {
      await deps.close();
    }
    if (troubles.length > 0) throw new CommandFailed(...troubles);
    terminal.say(tenants === 1 ? "1 business is OK." : `${tenants} businesses are OK.`);
  },
};

/** Owner and schema are checked when the file is opened. */
function examine({ readTenant }: Reading, record: TenantRecord): string[] {
  if (record.status === "provisioning" || record.status === "erasing") return [`was left ${record.status}`];
  try {
    const file = readTenant(record.id);
    try {
      return [...file.damage(), ...findTroubles(file.db)];
    } finally {
      file.close();
    }
  } catch (error) {
    return [`its file can't be read: ${(error as Error).message}`];
  }
}
