import { HOUR } from "#kernel/instant.ts";
import { nextDue } from "#modules/messages/index.ts";

import { doDueWork, type DueWorkDeps } from "./due-work.ts";
import type { Job } from "./runner.ts";
import { sendMessages, type SendMessagesDeps } from "./send-messages.ts";

export type JobDeps = Omit<DueWorkDeps, "work" | "nextDue"> &
  SendMessagesDeps & {
    readonly migrateTenants: (signal: AbortSignal) => Promise<unknown>;
  };

/** Everything that this process does by itself. What each tenant has to do is due work; the rest is upkeep. */
export function jobTable({ migrateTenants, ...deps }: JobDeps): readonly Job[] {
  return [
    {
      name: "due_work",
      every: 500,
      run: doDueWork({
        ...deps,
        work: sendMessages(deps),
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
