import type { ControlPlane, PlacementVerdict, TenantId } from "#ports/control-plane.ts";

import type { ControlDb } from "./control-db.ts";

type PlacementVerbs = Pick<ControlPlane, "claimPlacement" | "tenantsBehind" | "recordSchema">;

/** Which process may open which tenant's file, and the schema version that the file is known to have. */
export function placementVerbs(db: ControlDb): PlacementVerbs {
  return {
    claimPlacement: async (id, { holder, now, until }): Promise<PlacementVerdict> => {
      // A single statement, so that of two processes claiming a lapsed placement one finds it taken.
      const claimed = await db
        .updateTable("tenants")
        .set((row) => ({
          placement: holder,
          placement_until: until,
          placement_epoch: row
            .case()
            .when("placement", "=", holder)
            .then(row.ref("placement_epoch"))
            .else(row("placement_epoch", "+", 1))
            .end(),
        }))
        .where("id", "=", id)
        .where((row) => row.or([row("placement", "=", holder), row("placement_until", "<=", now)]))
        .returning("placement_epoch")
        .executeTakeFirst();
      if (claimed) return { outcome: "ours", epoch: claimed.placement_epoch };
      const owner = await db
        .selectFrom("tenants")
        .select("placement")
        .where("id", "=", id)
        .executeTakeFirst();
      return owner ? { outcome: "elsewhere", holder: owner.placement } : { outcome: "unknown_tenant" };
    },

    tenantsBehind: async (version, { placement, after, limit }) => {
      const rows = await db
        .selectFrom("tenants")
        .select("id")
        .where("schema_version", "<", version)
        .where("placement", "=", placement)
        .where("status", "in", ["active", "suspended"])
        .where("id", ">", after ?? "")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map((row) => row.id as TenantId);
    },

    recordSchema: async (id, version) => {
      await db.updateTable("tenants").set({ schema_version: version }).where("id", "=", id).execute();
    },
  };
}
