import type { Clock } from "#kernel/clock.ts";
import type { ControlPlane, HostRecord, TenantId } from "#ports/control-plane.ts";

import { type ControlDb, keepOnly } from "./control-db.ts";
import type { ControlTables } from "./tables.ts";

type HostVerbs = Pick<ControlPlane, "addHost" | "verifyHost" | "hostsOf" | "removeHost">;

/** Tenants' own domains, requested and verified. */
export function hostVerbs(db: ControlDb, clock: Clock): HostVerbs {
  return {
    addHost: async (tenant, host, proof) => {
      const row = await db
        .insertInto("hosts")
        .values({ tenant_id: tenant, host, proof, verified_at: null, created_at: clock.now() })
        // If requested twice, the proof issued first remains valid.
        .onConflict((conflict) => conflict.columns(["tenant_id", "host"]).doUpdateSet({ tenant_id: tenant }))
        .returningAll()
        .executeTakeFirstOrThrow();
      return recordOf(row);
    },

    verifyHost: (tenant, host) =>
      keepOnly(db, "verified", async (tx) => {
        const owners = await tx.selectFrom("hosts").selectAll().where("host", "=", host).execute();
        if (!owners.some((row) => row.tenant_id === tenant)) return "unknown_host";
        if (owners.some((row) => row.verified_at !== null && row.tenant_id !== tenant)) return "host_taken";
        await tx
          .updateTable("hosts")
          .set({ verified_at: clock.now() })
          .where("tenant_id", "=", tenant)
          .where("host", "=", host)
          .where("verified_at", "is", null)
          .execute();
        return "verified";
      }),

    hostsOf: async (tenant) => {
      const rows = await db
        .selectFrom("hosts")
        .selectAll()
        .where("tenant_id", "=", tenant)
        .orderBy("host")
        .execute();
      return rows.map(recordOf);
    },

    removeHost: async (tenant, host) => {
      const { numDeletedRows } = await db
        .deleteFrom("hosts")
        .where("tenant_id", "=", tenant)
        .where("host", "=", host)
        .executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },
  };
}

function recordOf(row: ControlTables["hosts"]): HostRecord {
  return {
    host: row.host,
    tenantId: row.tenant_id as TenantId,
    proof: row.proof,
    verifiedAt: row.verified_at,
  };
}
