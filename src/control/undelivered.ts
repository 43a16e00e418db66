import type { ControlPlane } from "#ports/control-plane.ts";

import type { ControlDb } from "./control-db.ts";

type UndeliveredVerbs = Pick<ControlPlane, "recordUndelivered" | "countUndelivered">;

/** How many messages need a person's attention, per tenant. The messages are in the tenants' files. */
export function undeliveredVerbs(db: ControlDb): UndeliveredVerbs {
  return {
    recordUndelivered: async (tenant, messages) => {
      if (messages === 0) {
        await db.deleteFrom("undelivered").where("tenant_id", "=", tenant).execute();
        return;
      }
      await db
        .insertInto("undelivered")
        .values({ tenant_id: tenant, messages })
        .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet({ messages }))
        .execute();
    },

    countUndelivered: async () => {
      const row = await db
        .selectFrom("undelivered")
        .select((undelivered) => undelivered.fn.sum<number | string | null>("messages").as("messages"))
        .executeTakeFirst();
      return Number(row?.messages ?? 0);
    },
  };
}
