import type { ControlPlane, TenantId } from "#ports/control-plane.ts";

import type { ControlDb } from "./control-db.ts";

type DueVerbs = Pick<ControlPlane, "markDue" | "dueTenants" | "countDue" | "settleDue">;

/** Which tenants have due work, so that no file is opened in vain. The work itself is in their files. */
export function dueVerbs(db: ControlDb): DueVerbs {
  return {
    markDue: async (tenant, at) => {
      await db
        .insertInto("tenant_due")
        .values({ tenant_id: tenant, due_at: at, mark: 1 })
        .onConflict((conflict) =>
          conflict.column("tenant_id").doUpdateSet((row) => ({
            due_at: row
              .case()
              .when("excluded.due_at", "<", row.ref("tenant_due.due_at"))
              .then(row.ref("excluded.due_at"))
              .else(row.ref("tenant_due.due_at"))
              .end(),
            mark: row("tenant_due.mark", "+", 1),
          })),
        )
        .execute();
    },

    dueTenants: async (now, limit) => {
      const rows = await db
        .selectFrom("tenant_due")
        .selectAll()
        .where("due_at", "<=", now)
        .orderBy("due_at")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ tenantId: row.tenant_id as TenantId, dueAt: row.due_at, mark: row.mark }));
    },

    countDue: async (now) => {
      const row = await db
        .selectFrom("tenant_due")
        .select((due) => due.fn.countAll<number | string>().as("tenants"))
        .where("due_at", "<=", now)
        .executeTakeFirst();
      return Number(row?.tenants ?? 0);
    },

    settleDue: async ({ tenantId, mark }, next) => {
      if (next === null) {
        await db
          .deleteFrom("tenant_due")
          .where("tenant_id", "=", tenantId)
          .where("mark", "=", mark)
          .execute();
        return;
      }
      await db
        .updateTable("tenant_due")
        .set({ due_at: next })
        .where("tenant_id", "=", tenantId)
        .where("mark", "=", mark)
        .execute();
    },
  };
}
