import type { Clock } from "#kernel/clock.ts";
import type { ApiKeyRecord, ControlPlane, TenantId } from "#ports/control-plane.ts";

import type { ControlDb } from "./control-db.ts";
import type { ControlTables } from "./tables.ts";

type KeyVerbs = Pick<ControlPlane, "apiKeyByHash" | "createApiKey" | "listApiKeys" | "revokeApiKey">;

/** API keys of tenants; only their SHA-256 is stored. */
export function apiKeyVerbs(db: ControlDb, clock: Clock): KeyVerbs {
  return {
    apiKeyByHash: async (hash) => {
      const row = await db
        .selectFrom("api_keys")
        .selectAll()
        .where("hash", "=", hash)
        .where("revoked_at", "is", null)
        .executeTakeFirst();
      return row && recordOf(row);
    },

    createApiKey: async ({ id, tenantId, name, hash, lastFour }) => {
      const row = await db
        .insertInto("api_keys")
        .values({
          id,
          tenant_id: tenantId,
          name,
          hash,
          last_four: lastFour,
          created_at: clock.now(),
          revoked_at: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return recordOf(row);
    },

    listApiKeys: async (tenant) => {
      const rows = await db
        .selectFrom("api_keys")
        .selectAll()
        .where("tenant_id", "=", tenant)
        .orderBy("id")
        .execute();
      return rows.map(recordOf);
    },

    revokeApiKey: async (tenant, id) => {
      const { numUpdatedRows } = await db
        .updateTable("api_keys")
        .set({ revoked_at: clock.now() })
        .where("tenant_id", "=", tenant)
        .where("id", "=", id)
        .where("revoked_at", "is", null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
  };
}

function recordOf(row: ControlTables["api_keys"]): ApiKeyRecord {
  return {
    id: row.id,
    tenantId: row.tenant_id as TenantId,
    name: row.name,
    lastFour: row.last_four,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  };
}
