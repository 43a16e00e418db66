import Database from "better-sqlite3";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";

import { aMigratedFile } from "#test/tenant-db.ts";

import { migrate, type Migration } from "./migrator.ts";
import { schemaVersion } from "./schema-version.ts";

const staff: Migration = { up: (run) => void run(sql`create table staff (id text primary key) strict`) };
const mia: Migration = { up: (run) => void run(sql`insert into staff values (${"mia"})`) };
const broken: Migration = {
  up: (run) => {
    run(sql`insert into staff values ('noor')`);
    run(sql`insert into nowhere values (1)`);
  },
};

function names(file: Database.Database): unknown[] {
  return file.prepare("select id from staff order by id").pluck().all();
}

describe("migrating", () => {
  it("runs each step once, in order, and records the count in the file", () => {
    const file = new Database(":memory:");
    expect(migrate(file, [staff])).toBe(1);
    expect(migrate(file, [staff, mia])).toBe(1);
    expect(migrate(file, [staff, mia])).toBe(0);
    expect(schemaVersion(file)).toBe(2);
    expect(names(file)).toEqual(["mia"]);
  });

  it("leaves a file at the step before a failing one", () => {
    const file = new Database(":memory:");
    expect(() => migrate(file, [staff, mia, broken])).toThrow("no such table: nowhere");
    expect(schemaVersion(file)).toBe(2);
    expect(names(file)).toEqual(["mia"]);
    expect(file.inTransaction).toBe(false);
    expect(file.pragma("foreign_keys", { simple: true })).toBe(1);
  });

  it("rejects a file written by a newer version, and changes nothing in it", () => {
    const file = new Database(":memory:");
    file.pragma("user_version = 3");
    expect(() => migrate(file, [staff, mia])).toThrow(expect.objectContaining({ reason: "newer" }));
    expect(schemaVersion(file)).toBe(3);
  });

  it("gives a step the rows that it queries", () => {
    const file = new Database(":memory:");
    const seen: unknown[] = [];
    migrate(file, [staff, mia, { up: (run) => void seen.push(...run(sql`select id from staff`)) }]);
    expect(seen).toEqual([{ id: "mia" }]);
  });

  it("lets a step rebuild a referenced table, but not leave dangling references", () => {
    const file = new Database(":memory:");
    const shifts: Migration = {
      up: (run) => {
        run(sql`create table shifts (staff_id text not null references staff (id)) strict`);
        run(sql`insert into shifts values ('mia')`);
      },
    };
    const rebuild: Migration = {
      up: (run) => {
        run(sql`create table new_staff (id text primary key, name text) strict`);
        run(sql`insert into new_staff select id, id from staff`);
        run(sql`drop table staff`);
        run(sql`alter table new_staff rename to staff`);
      },
    };
    const forget: Migration = { up: (run) => void run(sql`delete from staff`) };
    migrate(file, [staff, mia, shifts, rebuild]);
    expect(names(file)).toEqual(["mia"]);
    expect(() => migrate(file, [staff, mia, shifts, rebuild, forget])).toThrow("refer to nothing");
    expect(names(file)).toEqual(["mia"]);
  });
});

describe("the tenant's schema", () => {
  it("has only strict tables, so that a number is never stored as text", () => {
    const lax = aMigratedFile()
      .prepare("select name from pragma_table_list where type = 'table' and strict = 0")
      .pluck()
      .all();
    expect(lax.filter((name) => !String(name).startsWith("sqlite_"))).toEqual([]);
  });
});
