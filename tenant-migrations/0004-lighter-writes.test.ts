import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";

import { migrate } from "#db/migrator.ts";

import { tenantMigrations } from "./index.ts";

/** A file as it was before, with one of everything that is laid out anew. */
function anOldFile(): Database.Database {
  const file = new Database(":memory:");
  onTestFinished(() => void file.close());
  migrate(file, tenantMigrations.slice(0, 3));
  file.pragma("foreign_keys = ON");
  file.exec(`
    insert into customers (id, name, email, phone, created_at, updated_at)
    values ('c2', 'Ben', null, '+12025550123', 2, 2), ('c1', 'Ana', 'ana@example.com', null, 1, 1);
    insert into bookings (uid, customer_id, status, source, start_at, end_at, price_cents, currency, policy, created_at, updated_at)
    values ('b1', 'c1', 'confirmed', 'page', 10, 20, 100, 'USD', '{}', 1, 1);
    insert into outbox (id, kind, channel, customer_id, booking_uid, dedupe_key, due_at, created_at)
    values ('m1', 'booking_confirmation', 'email', 'c1', 'b1', 'd1', 5, 5);
    insert into events (seq, id, at, kind, subject, actor_kind, channel, changes)
    values (1, 'e1', 1, 'booking_confirmed', 'booking:b1', 'customer', 'page', '[]'),
      (2, 'e2', 2, 'booking_cancelled', 'booking:b1', 'customer', 'page', '[]');
    insert into idempotency_keys values ('s', 'a', 'h', '{}', 7), ('s', 'b', 'h', '{}', 6);`);
  return file;
}

const TABLES = {
  customers: "select * from customers order by id",
  bookings: "select * from bookings",
  outbox: "select * from outbox",
  events: "select * from events order by seq",
  keys: "select scope, key, request_hash, response, created_at from idempotency_keys order by key",
} as const;

const contentOf = (file: Database.Database) =>
  Object.values(TABLES).map((sql) => file.prepare(sql).all() as readonly object[]);

test("nothing is lost, and what referred to a customer still does", () => {
  const file = anOldFile();
  const before = contentOf(file);
  migrate(file, tenantMigrations);
  for (const [table, rows] of contentOf(file).entries()) expect(rows).toMatchObject(before[table] ?? []);
  expect(file.pragma("foreign_key_check")).toEqual([]);
  expect(() => file.exec("delete from customers where id = 'c1'")).toThrow("FOREIGN KEY");
});

test("keys stand in the order of their age", () => {
  const file = anOldFile();
  migrate(file, tenantMigrations);
  expect(file.prepare("select key from idempotency_keys order by id").pluck().all()).toEqual(["b", "a"]);
  expect(() => file.exec("insert into idempotency_keys values (9, 's', 'a', 'h', '{}', 8)")).toThrow(
    "UNIQUE",
  );
});

test("the log goes on counting, and stays append-only", () => {
  const file = anOldFile();
  migrate(file, tenantMigrations);
  const add = `insert into events (id, at, kind, subject, actor_kind, channel, changes)
    values ('e3', 3, 'booking_confirmed', 'booking:b2', 'customer', 'page', '[]') returning seq`;
  expect(file.prepare(add).pluck().get()).toBe(3);
  expect(() => file.exec("update events set at = 9")).toThrow("append-only");
  expect(() => file.exec("delete from events")).toThrow("append-only");
});
