import { type CreateTableBuilder, type Kysely, sql } from "kysely";

/** How many messages of each tenant wait for a person, so that nobody has to open its file to know. */
export async function up(db: Kysely<never>, on: "sqlite" | "postgres"): Promise<void> {
  const strict = <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) =>
    on === "sqlite" ? table.modifyEnd(sql`strict`) : table;
  await db.schema
    .createTable("undelivered")
    .addColumn("tenant_id", "text", (column) => column.primaryKey().references("tenants.id"))
    .addColumn("messages", "integer", (column) => column.notNull())
    .$call(strict)
    .execute();
}
