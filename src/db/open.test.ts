import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";

import { temporaryFolder } from "#test/temp-folder.ts";

import { createExecutor } from "./executor.ts";
import { fileFailure } from "./file-errors.ts";
import { assertDurable, type FileKind, openFile, readPragmas, shrinkMemory } from "./open.ts";

/** A tenant file with a few hundred pages. */
function aTenantFile(): string {
  const path = join(temporaryFolder(), "luna.db");
  const file = openFile(path, { kind: "tenant", create: true });
  file.exec("create table visits (id integer primary key, note text) strict");
  const insert = file.prepare("insert into visits (note) values (?)");
  file.transaction(() => {
    for (let i = 0; i < 1_000; i++) insert.run("a note ".repeat(100));
  })();
  file.close();
  return path;
}

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("It did not throw.");
}

describe("opening a file", () => {
  it("sets every pragma, as a query finds them afterwards", () => {
    const file = openFile(aTenantFile(), { kind: "tenant" });
    file.prepare("select count(*) from visits").get();
    expect(readPragmas(file)).toEqual({
      busy_timeout: 5000,
      synchronous: 2,
      foreign_keys: 1,
      cache_size: -256,
      temp_store: 2,
      trusted_schema: 0,
      cell_size_check: 1,
      journal_size_limit: 67_108_864,
    });
    expect(file.pragma("journal_mode", { simple: true })).toBe("wal");
    file.close();
  });

  it.each(["synchronous = NORMAL", "foreign_keys = OFF"])("lets nothing be written under %s", (pragma) => {
    const file = openFile(aTenantFile(), { kind: "tenant", readsFirst: true });
    file.pragma(pragma);
    const db = createExecutor(file, { beforeWriting: () => assertDurable(file) });
    const remove = { sql: "delete from visits", parameters: [] };
    expect(() => db.write((tx) => void tx.run(remove))).toThrow("PRAGMA");
    expect(file.prepare("select count(*) from visits").pluck().get()).toBe(1_000);
    file.close();
  });

  it("leaves the pragmas as they are when memory is given back", () => {
    const file = openFile(aTenantFile(), { kind: "tenant" });
    const before = readPragmas(file);
    file.prepare("select count(*) from visits").get();
    shrinkMemory(file);
    expect(readPragmas(file)).toEqual(before);
    expect(file.prepare("select count(*) from visits").pluck().get()).toBe(1_000);
    file.close();
  });

  it("would be NORMAL, not FULL, if it were left to this build of SQLite", () => {
    const file = new Database(aTenantFile());
    file.prepare("select count(*) from visits").get();
    expect(file.pragma("synchronous", { simple: true })).toBe(1);
    file.close();
  });

  it("refuses a file that is not there, and makes none", () => {
    const folder = temporaryFolder();
    for (const path of [join(folder, "rosa.db"), join(folder, "no-folder", "rosa.db")]) {
      expect(() => openFile(path, { kind: "tenant" })).toThrow(
        expect.objectContaining({ reason: "missing" }),
      );
      expect(existsSync(path)).toBe(false);
    }
  });

  it.each<FileKind>(["control", "lock"])(
    "refuses a %s file as a tenant's, and the other way round",
    (kind) => {
      const path = join(temporaryFolder(), "other.db");
      openFile(path, { kind, create: true }).close();
      expect(() => openFile(path, { kind: "tenant" })).toThrow(
        expect.objectContaining({ reason: "another_kind" }),
      );
      expect(() => openFile(aTenantFile(), { kind })).toThrow(
        expect.objectContaining({ reason: "another_kind" }),
      );
    },
  );

  it("refuses an empty file, and a SQLite file of someone else's even where it may make one", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "empty.db"), "");
    expect(() => openFile(join(folder, "empty.db"), { kind: "tenant" })).toThrow("not a tenant file");
    const theirs = new Database(join(folder, "theirs.db"));
    theirs.exec("create table theirs (id integer)");
    theirs.close();
    expect(() => openFile(join(folder, "theirs.db"), { kind: "tenant", create: true })).toThrow(
      "not a tenant file",
    );
  });

  it("refuses a file that is no database", () => {
    const path = join(temporaryFolder(), "text.db");
    writeFileSync(path, "Dear diary, ".repeat(1_000));
    expect(fileFailure(errorOf(() => openFile(path, { kind: "tenant" })))).toBe("corrupt");
  });

  it("refuses a file whose end is cut off", () => {
    const path = aTenantFile();
    truncateSync(path, statSync(path).size / 2);
    expect(fileFailure(errorOf(() => openFile(path, { kind: "tenant" })))).toBe("corrupt");
  });

  it("refuses a file whose list of tables is overwritten", () => {
    const path = aTenantFile();
    const content = readFileSync(path);
    content.fill(0xa5, 100, 4096);
    writeFileSync(path, content);
    expect(fileFailure(errorOf(() => openFile(path, { kind: "tenant" })))).toBe("corrupt");
  });

  it("makes files that only this user can read, and leaves nothing open after a refusal", () => {
    const path = aTenantFile();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(() => openFile(path, { kind: "control" })).toThrow("not a control file");
    expect(existsSync(`${path}-wal`)).toBe(false);
  });
});
