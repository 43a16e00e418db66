import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";

import { migrate } from "#db/migrator.ts";

import { tenantMigrations } from "./index.ts";

/** A file with an open offer, as it was before there were chains. */
function anOldFile(): Database.Database {
  const file = new Database(":memory:");
  onTestFinished(() => void file.close());
  migrate(file, tenantMigrations.slice(0, 4));
  file.pragma("foreign_keys = ON");
  file.exec(`
    insert into services (id, ref, name, duration_minutes, price_cents, currency, slot_interval_minutes, created_at, updated_at)
    values ('cut', 'cut', 'Cut', 60, 4500, 'USD', 60, 1, 1);
    insert into staff (id, ref, name, created_at, updated_at) values ('mia', 'mia', 'Mia', 1, 1);
    insert into customers (id, name, email, created_at, updated_at) values ('c1', 'Ana', 'ana@example.com', 1, 1);
    insert into waitlist_entries (id, customer_id, service_id, start_date, end_date, shown_price_cents, shown_minutes, channel, status, open_until, created_at, updated_at)
    values ('w1', 'c1', 'cut', '2026-03-09', '2026-03-09', 4500, 60, 'page', 'offered', 9, 1, 1);
    insert into freed_slots values ('s1', 'cancelled', null, null, 1, 2, '[]', 'offered', 1, 1);`);
  file.exec(offer("o1"));
  return file;
}

const offer = (id: string, mode = "one_at_a_time") => `
  insert into waitlist_offers (id, slot_id, entry_id, customer_id, hold_id, mode, service_id, staff_id, start_at, end_at, price_cents, currency, duration_minutes, notify_at, expires_at, created_at)
  values ('${id}', 's1', 'w1', 'c1', 'h1', '${mode}', 'cut', 'mia', 1, 2, 4500, 'USD', 60, 1, 5, 1)`;

test("offers are kept as they were, with their references and constraints", () => {
  const file = anOldFile();
  const before = file.prepare("select * from waitlist_offers").all();
  migrate(file, tenantMigrations);
  expect(file.prepare("select * from waitlist_offers").all()).toEqual(before);
  expect(() => file.exec(offer("o2"))).toThrow("UNIQUE");
  expect(() => file.exec("delete from freed_slots")).toThrow("FOREIGN KEY");
  file.exec("update waitlist_offers set state = 'declined', decided_at = 3");
  expect(() => file.exec(offer("o3", "chain"))).not.toThrow();
});
