import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";

import { temporaryFolder } from "#test/temp-folder.ts";

import { createExecutor } from "./executor.ts";
import { fileFailure } from "./file-errors.ts";
import { assertDurable, type FileKind, openFile, readPragmas, shrinkMemory } from "./open.ts";

/** A tenant's file with a few hundred pages. */
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
  it("sets every pragma, as queries confirm afterwards", () => {
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

  it.each(["synchronous = NORMAL", "foreign_keys = OFF"])("allows no writes under %s", (pragma) => {
    const file = openFile(aTenantFile(), { kind: "tenant", readsFirst: true });
    file.pragma(pragma);
    const db = createExecutor(file, { beforeWriting: () => assertDurable(file) });
    const remove = { sql: "delete from visits", parameters: [] };
    expect(() => db.write((tx) => void tx.run(remove))).toThrow("PRAGMA");
    expect(file.prepare("select count(*) from visits").pluck().get()).toBe(1_000);
    file.close();
  });

  it("leaves the pragmas unchanged when memory is freed", () => {
    const file = openFile(aTenantFile(), { kind: "tenant" });
    const before = readPragmas(file);
    file.prepare("select count(*) from visits").get();
    shrinkMemory(file);
    expect(readPragmas(file)).toEqual(before);
    expect(file.prepare("select count(*) from visits").pluck().get()).toBe(1_000);
    file.close();
  });

  it("would leave synchronous at NORMAL, not FULL, by this build's default", () => {
    const file = new Database(aTenantFile());
    file.prepare("select count(*) from visits").get();
    expect(file.pragma("synchronous", { simple: true })).toBe(1);
    file.close();
  });

  it("rejects a missing file, and creates none", () => {
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

  it("rejects an empty file, and a foreign SQLite file even if it may create one", () => {
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

  it("rejects a file that is not a database", () => {
    const path = join(temporaryFolder(), "text.db");
    writeFileSync(path, "Dear diary, ".repeat(1_000));
    expect(fileFailure(errorOf(() => openFile(path, { kind: "tenant" })))).toBe("corrupt");
  });

  it("rejects a truncated file", () => {
    const path = aTenantFile();
    truncateSync(path, statSync(path).size / 2);
    expect(fileFailure(errorOf(() => openFile(path, { kind: "tenant" })))).toBe("corrupt");
  });

  it("rejects a file with an overwritten schema", () => {
    const path = aTenantFile();
    const content = readFileSync(path);
    content.fill(0xa5, 100, 4096);
    writeFileSync(path, content);
    expect(fileFailure(errorOf(() => openFile(path, { kind: "tenant" })))).toBe("corrupt");
  });

  it("creates files that only this user can read, and leaves nothing open after rejecting one", () => {
    const path = aTenantFile();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(() => openFile(path, { kind: "control" })).toThrow("not a control file");
    expect(existsSync(`${path}-wal`)).toBe(false);
  });
});
