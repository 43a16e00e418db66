import { HOUR } from "#kernel/instant.ts";
import { deliverDue, nextDue, type Transports } from "#modules/messages/index.ts";

import { doDueWork, type DueWorkDeps } from "./due-work.ts";
import type { Job } from "./runner.ts";

export type JobDeps = Omit<DueWorkDeps, "work" | "nextDue"> & {
  readonly transports: Transports;
  readonly migrateTenants: (signal: AbortSignal) => Promise<unknown>;
};

/** Everything that this process does by itself. What each tenant has to do is due work; the rest is upkeep. */
export function jobTable({ transports, migrateTenants, ...deps }: JobDeps): readonly Job[] {
  return [
    {
      name: "due_work",
      every: 500,
      run: doDueWork({
        ...deps,
        work: async (ctx) => void (await deliverDue(ctx, transports)),
        nextDue: (ctx) => nextDue(ctx.db),
      }),
    },
    {
      name: "migrate_tenants",
      atStart: true,
      every: HOUR,
      run: async (signal) => void (await migrateTenants(signal)),
    },
  ];
}
