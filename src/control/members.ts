import type { Clock } from "#kernel/clock.ts";
import type { TenantId } from "#ports/control-plane.ts";
import type { MemberDirectory, MemberRecord } from "#ports/users.ts";

import type { ControlDb } from "./control-db.ts";
import type { ControlTables } from "./tables.ts";

/**
 * Who works for which business, and as what. This is authoritative; a tenant's file knows its staff, but not
 * their sign-ins.
 */
export function memberVerbs(db: ControlDb, clock: Clock): MemberDirectory {
  return {
    addMember: async ({ userId, tenantId, role }) => {
      await db
        .insertInto("members")
        .values({ user_id: userId, tenant_id: tenantId, role, created_at: clock.now() })
        .onConflict((conflict) => conflict.columns(["user_id", "tenant_id"]).doUpdateSet({ role }))
        .execute();
    },

    findMember: async (userId, tenantId) => {
      const row = await db
        .selectFrom("members")
        .selectAll()
        .where("user_id", "=", userId)
        .where("tenant_id", "=", tenantId)
        .executeTakeFirst();
      return row && memberOf(row);
    },

    membershipsOf: async (userId) => {
      const rows = await db
        .selectFrom("members")
        .selectAll()
        .where("user_id", "=", userId)
        .orderBy("created_at")
        .orderBy("tenant_id")
        .execute();
      return rows.map(memberOf);
    },

    removeMember: async (userId, tenantId) => {
      const { numDeletedRows } = await db
        .deleteFrom("members")
        .where("user_id", "=", userId)
        .where("tenant_id", "=", tenantId)
        .executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },
  };
}

function memberOf(row: ControlTables["members"]): MemberRecord {
  return { userId: row.user_id, tenantId: row.tenant_id as TenantId, role: row.role };
}
