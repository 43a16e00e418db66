import { type CreateTableBuilder, type Kysely, sql } from "kysely";

/** Who works for which business, and what they may do there. */
export async function up(db: Kysely<never>, on: "sqlite" | "postgres"): Promise<void> {
  const instant = on === "sqlite" ? "integer" : "bigint";
  const strict = <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) =>
    on === "sqlite" ? table.modifyEnd(sql`strict`) : table;
  await db.schema
    .createTable("members")
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id"))
    .addColumn("tenant_id", "text", (column) => column.notNull().references("tenants.id"))
    .addColumn("role", "text", (column) => column.notNull().check(sql`role in ('owner', 'staff')`))
    .addColumn("created_at", instant, (column) => column.notNull())
    .addPrimaryKeyConstraint("members_pk", ["user_id", "tenant_id"])
    .$call(strict)
    .execute();
  await db.schema.createIndex("members_by_tenant").on("members").column("tenant_id").execute();
}
