import { HOUR, type Instant, MINUTE, SECOND } from "#kernel/instant.ts";
import { nextHolidayWork, refreshHolidays } from "#modules/business/index.ts";
import { forgetOldTexts, nextForgetting } from "#modules/conversation/index.ts";
import { nextDue } from "#modules/messages/index.ts";
import { nextDueWaitlist } from "#modules/waitlist/index.ts";

import { doDueWork, type DueWorkDeps } from "./due-work.ts";
import { findLostWork, type LostWorkDeps } from "./find-lost-work.ts";
import { passOnOffers } from "./pass-on-offers.ts";
import type { Job } from "./runner.ts";
import { sendMessages, type SendMessagesDeps } from "./send-messages.ts";

export type JobDeps = Omit<DueWorkDeps & LostWorkDeps, "work" | "nextDue"> &
  SendMessagesDeps & {
    readonly migrateTenants: (signal: AbortSignal) => Promise<unknown>;
    /** Resumes erasing tenants that could not be erased when requested. */
    readonly finishErasing: () => Promise<void>;
  };

/**
 * Everything that this process does on its own. Each tenant's work is in `due_work` and `pass_on_offers`; the
 * rest is maintenance.
 */
export function jobTable({ migrateTenants, finishErasing, ...deps }: JobDeps): readonly Job[] {
  const send = sendMessages(deps);
  const next: DueWorkDeps["nextDue"] = (ctx) =>
    earliest(
      nextDue(ctx.db),
      nextHolidayWork(ctx.db, deps.clock.now()),
      nextDueWaitlist(ctx.db, deps.clock.now()),
      nextForgetting(ctx.db),
    );
  return [
    {
      name: "due_work",
      every: 500,
      run: doDueWork({
        ...deps,
        work: async (ctx, signal) => {
          await send(ctx, signal);
          await refreshHolidays(ctx);
          forgetOldTexts(ctx);
        },
        nextDue: next,
      }),
    },
    { name: "lost_work", every: 15 * SECOND, run: findLostWork({ ...deps, nextDue: next }) },
    { name: "pass_on_offers", every: 500, run: passOnOffers(deps) },
    { name: "finish_erasing", every: MINUTE, run: finishErasing },
    {
      name: "migrate_tenants",
      atStart: true,
      every: HOUR,
      run: async (signal) => void (await migrateTenants(signal)),
    },
  ];
}

function earliest(...instants: readonly (Instant | null)[]): Instant | null {
  const due = instants.filter((instant) => instant !== null);
  return due.length === 0 ? null : Math.min(...due);
}
