import { setImmediate as nextTurn } from "node:timers/promises";

import { fixedClock } from "#kernel/clock.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { createTenantStore, type TenantStore } from "#tenancy/store.ts";

import { answer, answerFromFile } from "../answer.ts";
import { ratioOf } from "../findings.ts";
import type { Finding, Goal } from "../goal.ts";
import { queries } from "../queries.ts";
import { NOW, USUAL } from "../salon.ts";
import { type Steps, timeSteps } from "../steps.ts";
import { makeTenant } from "../tenant-file.ts";

/** So many that a file has left the CPU's cache by the time its turn comes again. */
const OPEN = 32;
const HOT_READS = 500;
const WARM_UP_ROUNDS = 5;

/**
 * G11: a tenant whose file is closed but in the page cache. Twice as many are requested in turn as may be
 * open: each is a miss, after which the store closes another file, like any full store.
 */
export const storeMiss: Goal = {
  ids: ["G11"],
  title: "A warm miss of the store",
  measure: async ({ rounds, folder }) => {
    const dataDir = folder("store");
    const silent = { info: () => {}, warn: () => {}, error: () => {} };
    const store = createTenantStore({ dataDir, clock: fixedClock(NOW), log: silent, capacity: OPEN });
    const tenants: TenantId[] = [];
    for (let i = 0; i < OPEN * 2; i += 1) tenants.push(await makeTenant(dataDir, USUAL));
    const inUse = await store.lease(await makeTenant(dataDir, USUAL));
    const next = queries(7);
    const read = () => {
      // Cached data is lost with a file that is closed, so neither side may have any.
      for (let i = 0; i < HOT_READS; i += 1) answerFromFile(inUse.db, next());
    };
    const round = async ({ time, endRound }: Steps<Step>): Promise<void> => {
      for (const id of tenants) {
        const lease = await time("miss", () => store.lease(id));
        await time("answer", () => answer(lease.db, next()));
        lease.release();
        await time("after", () => nextTurn());
      }
      await time("hot", read, HOT_READS);
      endRound();
    };
    const warmingUp = timeSteps(...STEPS);
    for (let i = 0; i < WARM_UP_ROUNDS; i += 1) await round(warmingUp);
    const steps = timeSteps(...STEPS);
    for (let i = 0; i < rounds; i += 1) await round(steps);
    assertAllMissed(store, (WARM_UP_ROUNDS + rounds) * tenants.length);
    await store.closeAll();
    return findings(steps.spent);
  },
};

const STEPS = ["miss", "answer", "after", "hot"] as const;
type Step = (typeof STEPS)[number];

function findings({ miss, answer: first, after, hot }: Steps<Step>["spent"]): Finding[] {
  const both = (one: readonly number[], other: readonly number[]) => one.map((us, i) => us + (other[i] ?? 0));
  const against = (what: string, side: readonly number[]) => ratioOf({ goal: "G11", what }, side, hot);
  return [
    { ...against("opening a tenant, until it can be asked / hot availability", miss), limit: { atMost: 12 } },
    against("the same and a first answer / hot availability", both(miss, first)),
    against("after the request: pages given back, another closed / hot availability", after),
    against("opening one and closing another / hot availability", both(miss, after)),
  ];
}

function assertAllMissed(store: TenantStore, asked: number): void {
  const { misses, open } = store.stats();
  // The file in use was opened first; after each iteration no more were open than allowed.
  if (misses !== asked + 1 || open > OPEN) throw new Error(`${misses} of ${asked} missed, ${open} are open.`);
}
