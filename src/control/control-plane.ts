import { sql } from "kysely";

import type { Clock } from "#kernel/clock.ts";
import type { ControlPlane } from "#ports/control-plane.ts";

import { apiKeyVerbs } from "./api-keys.ts";
import type { ControlDb } from "./control-db.ts";
import { dueVerbs } from "./due.ts";
import { hostVerbs } from "./hosts.ts";
import { memberVerbs } from "./members.ts";
import { numberVerbs } from "./numbers.ts";
import { placementVerbs } from "./placements.ts";
import { sessionVerbs } from "./sessions.ts";
import { tenantVerbs } from "./tenants.ts";
import { undeliveredVerbs } from "./undelivered.ts";
import { userVerbs } from "./users.ts";

/** The control plane's operations on a migrated database of either kind. */
export function createControlPlane(db: ControlDb, clock: Clock): ControlPlane {
  return {
    ...tenantVerbs(db, clock),
    ...numberVerbs(db),
    ...hostVerbs(db, clock),
    ...placementVerbs(db),
    ...apiKeyVerbs(db, clock),
    ...dueVerbs(db),
    ...undeliveredVerbs(db),
    ...userVerbs(db, clock),
    ...sessionVerbs(db, clock),
    ...memberVerbs(db, clock),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}
