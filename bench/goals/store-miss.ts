import { fixedClock } from "#kernel/clock.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { createTenantStore, type Lease } from "#tenancy/store.ts";

import { answer, answerFromFile } from "../answer.ts";
import { ratioOf } from "../findings.ts";
import type { Goal } from "../goal.ts";
import { inTurns } from "../in-turns.ts";
import { inTurn, queries } from "../queries.ts";
import { NOW, USUAL } from "../salon.ts";
import { makeTenant } from "../tenant-file.ts";

/** Enough that one is not still in the processor's memory when its turn comes again. */
const TENANTS = 32;

/** G11: a tenant whose file is not open, but in the system's memory. */
export const storeMiss: Goal = {
  ids: ["G11"],
  title: "A warm miss of the store",
  measure: async ({ rounds, folder }) => {
    const dataDir = folder("store");
    const silent = { info: () => {}, warn: () => {}, error: () => {} };
    const store = createTenantStore({ dataDir, clock: fixedClock(NOW), log: silent, capacity: TENANTS * 2 });
    const tenants: TenantId[] = [];
    for (let i = 0; i < TENANTS; i += 1) tenants.push(await makeTenant(dataDir, USUAL));

    const next = queries(7);
    const read = ({ db }: Lease) => answer(db, next());
    const inUse = await store.lease(await makeTenant(dataDir, USUAL));
    const tenant = inTurn(tenants);
    // Closing, which the store does beside its requests, is counted with it.
    const open = async (): Promise<Lease> => {
      const id = tenant();
      await store.close(id);
      return store.lease(id);
    };
    const { miss, missAndRead, hot } = await inTurns(
      {
        miss: async () => (await open()).release(),
        missAndRead: async () => {
          const lease = await open();
          read(lease);
          lease.release();
        },
        // What is kept in memory goes with a file that is closed: so neither side has it.
        hot: () => answerFromFile(inUse.db, next()),
      },
      { rounds },
    );
    await store.closeAll();
    return [
      ratioOf(
        { goal: "G11", what: "closing and opening a tenant / hot availability", limit: { atMost: 12 } },
        miss,
        hot,
      ),
      ratioOf({ goal: "G11", what: "the same and a first answer / hot availability" }, missAndRead, hot),
    ];
  },
};
