import type { Part } from "./part.ts";
import { history } from "./parts/history.ts";
import { noisyTenant } from "./parts/noisy-tenant.ts";
import { openLoop } from "./parts/open-loop.ts";
import { poisonedMigration } from "./parts/poisoned-migration.ts";
import { powerCuts } from "./parts/power-cuts.ts";
import { waitlist } from "./parts/waitlist.ts";

/** The parts of the long proof, in the order in which they run. */
export const PARTS: readonly Part[] = [
  openLoop,
  history,
  waitlist,
  powerCuts,
  poisonedMigration,
  noisyTenant,
];
