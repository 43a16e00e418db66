import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, sql } from "kysely";

/**
 * The directory of tenants, and the people who sign in. The schema is the same on SQLite and PostgreSQL: ids
 * are text, instants are epoch milliseconds in UTC.
 */
export async function up(db: Kysely<never>, on: "sqlite" | "postgres"): Promise<void> {
  const instant = on === "sqlite" ? "integer" : "bigint";
  const strict = <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) =>
    on === "sqlite" ? table.modifyEnd(sql`strict`) : table;
  // SQLite compares text bytewise; PostgreSQL does so only with the "C" collation.
  const byBytes = (column: ColumnDefinitionBuilder) =>
    on === "postgres" ? column.modifyEnd(sql`collate "C"`) : column;

  await db.schema
    .createTable("tenants")
    .addColumn("id", "text", (column) => byBytes(column).primaryKey())
    .addColumn("slug", "text", (column) => byBytes(column).notNull().unique())
    .addColumn("plan", "text", (column) =>
      column.notNull().check(sql`plan in ('starter', 'standard', 'premium')`),
    )
    .addColumn("status", "text", (column) =>
      column.notNull().check(sql`status in ('provisioning', 'active', 'suspended', 'erasing')`),
    )
    .addColumn("placement", "text", (column) => column.notNull())
    .addColumn("placement_epoch", "integer", (column) => column.notNull().defaultTo(1))
    .addColumn("placement_until", instant)
    .addColumn("schema_version", "integer", (column) => column.notNull())
    .addColumn("created_at", instant, (column) => column.notNull())
    .addColumn("updated_at", instant, (column) => column.notNull())
    .$call(strict)
    .execute();
  await db.schema.createIndex("tenants_by_schema").on("tenants").columns(["schema_version", "id"]).execute();
  await db.schema
    .createIndex("tenants_unfinished")
    .on("tenants")
    .column("status")
    .where(sql.ref("status"), "in", sql`('provisioning', 'erasing')`)
    .execute();

  // Several tenants may claim a host; only one can prove it.
  await db.schema
    .createTable("hosts")
    .addColumn("tenant_id", "text", (column) => column.notNull().references("tenants.id"))
    .addColumn("host", "text", (column) => column.notNull())
    .addColumn("proof", "text", (column) => column.notNull())
    .addColumn("verified_at", instant)
    .addColumn("created_at", instant, (column) => column.notNull())
    .addPrimaryKeyConstraint("hosts_pk", ["tenant_id", "host"])
    .$call(strict)
    .execute();
  await db.schema
    .createIndex("hosts_verified")
    .unique()
    .on("hosts")
    .column("host")
    .where(sql.ref("verified_at"), "is not", null)
    .execute();

  await db.schema
    .createTable("phone_numbers")
    .addColumn("number", "text", (column) => column.primaryKey())
    .addColumn("tenant_id", "text", (column) => column.notNull().references("tenants.id"))
    .$call(strict)
    .execute();
  await db.schema.createIndex("phone_numbers_by_tenant").on("phone_numbers").column("tenant_id").execute();

  await db.schema
    .createTable("api_keys")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("tenant_id", "text", (column) => column.notNull().references("tenants.id"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull().unique())
    .addColumn("last_four", "text", (column) => column.notNull())
    .addColumn("created_at", instant, (column) => column.notNull())
    .addColumn("revoked_at", instant)
    .$call(strict)
    .execute();
  await db.schema.createIndex("api_keys_by_tenant").on("api_keys").columns(["tenant_id", "id"]).execute();

  await db.schema
    .createTable("tenant_due")
    .addColumn("tenant_id", "text", (column) => column.primaryKey().references("tenants.id"))
    .addColumn("due_at", instant, (column) => column.notNull())
    .addColumn("mark", instant, (column) => column.notNull())
    .$call(strict)
    .execute();
  await db.schema.createIndex("tenant_due_by_time").on("tenant_due").column("due_at").execute();

  await db.schema
    .createTable("users")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("password_hash", "text")
    .addColumn("created_at", instant, (column) => column.notNull())
    .addColumn("updated_at", instant, (column) => column.notNull())
    .$call(strict)
    .execute();

  await db.schema
    .createTable("sessions")
    .addColumn("hash", "text", (column) => column.primaryKey())
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id"))
    .addColumn("created_at", instant, (column) => column.notNull())
    .addColumn("last_seen_at", instant, (column) => column.notNull())
    .addColumn("expires_at", instant, (column) => column.notNull())
    .$call(strict)
    .execute();
  await db.schema.createIndex("sessions_by_user").on("sessions").column("user_id").execute();
  await db.schema.createIndex("sessions_by_expiry").on("sessions").column("expires_at").execute();
}
