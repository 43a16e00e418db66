import { type ExpressionBuilder, sql } from "kysely";

import { contains } from "#db/like.ts";
import type { Clock } from "#kernel/clock.ts";
import { AppError } from "#kernel/errors.ts";
import type { ControlPlane, TenantId, TenantRecord } from "#ports/control-plane.ts";

import { type ControlDb, keepOnly } from "./control-db.ts";
import { takeNumbers } from "./numbers.ts";
import type { ControlTables } from "./tables.ts";

type TenantVerbs = Pick<
  ControlPlane,
  | "tenantBySlug"
  | "tenantByHost"
  | "tenantByNumber"
  | "tenantById"
  | "listTenants"
  | "reserveTenant"
  | "activateTenant"
  | "changeTenant"
  | "removeTenant"
  | "unfinishedTenants"
>;

/** Tenants by every name that leads to them, and their lifecycle from reserved to removed. */
export function tenantVerbs(db: ControlDb, clock: Clock): TenantVerbs {
  const records = db.selectFrom("tenants").select(RECORD);
  const one = async (query: typeof records): Promise<TenantRecord | undefined> => {
    const row = await query.executeTakeFirst();
    return row && recordOf(row);
  };
  const tenantById = (id: string) => one(records.where("tenants.id", "=", id));

  return {
    tenantById,
    tenantBySlug: (slug) => one(records.where("slug", "=", slug)),
    tenantByHost: (host) =>
      one(
        records.where("tenants.id", "=", (row) =>
          row
            .selectFrom("hosts")
            .select("tenant_id")
            .where("host", "=", host)
            .where("verified_at", "is not", null),
        ),
      ),
    tenantByNumber: (number) =>
      one(
        records.where("tenants.id", "=", (row) =>
          row.selectFrom("phone_numbers").select("tenant_id").where("number", "=", number),
        ),
      ),

    listTenants: async ({ after, limit, search }) => {
      let page = records.orderBy("slug").limit(limit);
      if (after !== undefined) page = page.where("slug", ">", after);
      if (search !== undefined) page = page.where(contains("slug", search.toLowerCase()));
      return (await page.execute()).map(recordOf);
    },

    reserveTenant: async ({ id, slug, plan, placement, schemaVersion }) => {
      const now = clock.now();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("tenants")
        .values({
          id,
          slug,
          plan,
          placement,
          schema_version: schemaVersion,
          status: "provisioning",
          created_at: now,
          updated_at: now,
        })
        .onConflict((conflict) => conflict.column("slug").doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },

    activateTenant: (id, numbers) =>
      keepOnly(db, "active", async (tx) => {
        if (!(await takeNumbers(tx, id, numbers))) return "number_taken";
        const { numUpdatedRows } = await tx
          .updateTable("tenants")
          .set({ status: "active", updated_at: clock.now() })
          .where("id", "=", id)
          .where("status", "=", "provisioning")
          .executeTakeFirstOrThrow();
        if (numUpdatedRows !== 1n)
          throw new Error("Only a tenant that is being provisioned can be activated.");
        return "active";
      }),

    changeTenant: async (id, changes) => {
      const { numUpdatedRows } = await db
        .updateTable("tenants")
        .set({ ...changes, updated_at: clock.now() })
        .where("id", "=", id)
        .where((row) => row.not(row.exists(ofAnotherTenant(row, id, changes.slug))))
        .executeTakeFirstOrThrow();
      const record = await tenantById(id);
      if (record && numUpdatedRows === 0n)
        throw new AppError("ALREADY_EXISTS", "This slug is taken.", { path: "slug" });
      return record;
    },

    removeTenant: (id) =>
      db.transaction().execute(async (tx) => {
        for (const table of TABLES_OF_A_TENANT) {
          await tx.deleteFrom(table).where("tenant_id", "=", id).execute();
        }
        await tx.deleteFrom("tenants").where("id", "=", id).execute();
      }),

    unfinishedTenants: async (placement) => {
      const rows = await records
        .where("status", "in", [sql.lit("provisioning" as const), sql.lit("erasing" as const)])
        .where("placement", "=", placement)
        .execute();
      return rows.map(recordOf);
    },
  };
}

/** Tables whose rows are removed with their tenant. */
const TABLES_OF_A_TENANT = [
  "hosts",
  "phone_numbers",
  "api_keys",
  "members",
  "tenant_due",
  "undelivered",
] as const;

const RECORD = (row: ExpressionBuilder<ControlTables, "tenants">) => [
  "tenants.id" as const,
  "slug" as const,
  "plan" as const,
  "status" as const,
  "placement" as const,
  "placement_epoch" as const,
  "schema_version" as const,
  "tenants.created_at" as const,
  row
    .selectFrom("hosts")
    .select("host")
    .whereRef("hosts.tenant_id", "=", "tenants.id")
    .where("verified_at", "is not", null)
    .orderBy("verified_at")
    .orderBy("host")
    .limit(1)
    .as("canonical_host"),
];

type Row = Pick<
  ControlTables["tenants"],
  "id" | "slug" | "plan" | "status" | "placement" | "schema_version" | "created_at"
> & { placement_epoch: number; canonical_host: string | null };

function recordOf(row: Row): TenantRecord {
  return Object.freeze({
    id: row.id as TenantId,
    slug: row.slug,
    plan: row.plan,
    status: row.status,
    canonicalHost: row.canonical_host,
    placement: row.placement,
    placementEpoch: row.placement_epoch,
    schemaVersion: row.schema_version,
    createdAt: row.created_at,
  });
}

function ofAnotherTenant(
  row: ExpressionBuilder<ControlTables, "tenants">,
  id: string,
  slug: string | undefined,
) {
  return row
    .selectFrom("tenants as others")
    .select("others.id")
    .where("others.slug", "=", slug ?? "")
    .where("others.id", "<>", id);
}
