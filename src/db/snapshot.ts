import { chmodSync, closeSync, fsyncSync, openSync, readSync } from "node:fs";
import { createHash } from "node:crypto";

import type Database from "better-sqlite3";

import { ForeignFileError } from "./file-errors.ts";
import { type FileKind, openFile } from "./open.ts";
import { assertNotNewer, schemaVersion } from "./schema-version.ts";

export type SnapshotKind = Exclude<FileKind, "lock">;

/** What a file contains, for its manifest. */
export type FileFacts = {
  readonly schemaVersion: number;
  /** The owner of a tenant's file; null for the control plane. */
  readonly owner: { readonly tenantId: string; readonly incarnation: string } | null;
  readonly latestEvent: { readonly id: string; readonly seq: number } | null;
  /** Number of rows by table. */
  readonly counts: Readonly<Record<string, number>>;
};

/** A file's size in bytes and its SHA-256 in hexadecimal. */
export type Digest = { readonly size: number; readonly sha256: string };

/**
 * Writes a consistent copy of a live file to the disk: checked, in journal mode DELETE and with nothing beside
 * it (a file in WAL mode cannot be opened on a read-only disk). Others may read and write the file meanwhile.
 * Takes time in proportion to the file's size: for worker threads.
 */
export function writeSnapshot(from: string, to: string, kind: SnapshotKind): FileFacts & Digest {
  const source = openFile(from, { kind, readonly: true });
  try {
    source.prepare("vacuum into ?").run(to);
  } finally {
    source.close();
  }
  chmodSync(to, 0o600);
  const copy = openFile(to, { kind, readonly: true });
  let facts: FileFacts;
  try {
    assertWhole(copy);
    facts = factsOf(copy, kind);
  } finally {
    copy.close();
  }
  syncNow(to);
  return { ...facts, ...digestOf(to) };
}

/**
 * Size and SHA-256, read in chunks. Never use it on a file that SQLite has open: closing the descriptor drops
 * SQLite's locks.
 */
export function digestOf(path: string): Digest {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(1 << 20);
  const opened = openSync(path, "r");
  try {
    let size = 0;
    for (let read = readSync(opened, piece); read > 0; read = readSync(opened, piece)) {
      hash.update(piece.subarray(0, read));
      size += read;
    }
    return { size, sha256: hash.digest("hex") };
  } finally {
    closeSync(opened);
  }
}

export type Wanted = {
  readonly kind: SnapshotKind;
  /** The tenant that must own it; null for the control plane. */
  readonly owner: string | null;
  /** The number of migrations that this version of the product knows. */
  readonly newest: number;
};

/**
 * Checks a whole file: kind, version, owner, every page, every reference. Throws at the first problem. Changes
 * nothing.
 */
export function checkSnapshot(path: string, { kind, owner, newest }: Wanted): FileFacts {
  const file = openFile(path, { kind, readonly: true });
  try {
    assertNotNewer(file, newest);
    assertWhole(file);
    const facts = factsOf(file, kind);
    if ((facts.owner?.tenantId ?? null) !== owner)
      throw new ForeignFileError("another_owner", "The file belongs to another tenant.");
    return facts;
  } finally {
    file.close();
  }
}

/**
 * Turns a copy of a snapshot into a file that can be served: in WAL mode, on the disk, with nothing beside it.
 * A tenant's file gets a new incarnation, and its messages due by `now` (epoch milliseconds) are put in doubt:
 * they may have been sent since the snapshot was taken, so they are not simply sent again. Returns how many.
 */
export function reviveSnapshot(
  path: string,
  { kind, incarnation, now }: { kind: SnapshotKind; incarnation: string; now: number },
): { readonly inDoubt: number } {
  const file = openFile(path, { kind });
  let inDoubt = 0;
  try {
    file.pragma("journal_mode = WAL");
    if (kind === "tenant") {
      file
        .transaction(() => {
          file.prepare("update meta set incarnation = ?").run(incarnation);
          inDoubt = file.prepare(DOUBT).run({ now }).changes;
        })
        .immediate();
    }
    const [checkpoint] = file.pragma("wal_checkpoint(TRUNCATE)") as readonly { busy: number }[];
    if (checkpoint?.busy !== 0) throw new Error("The restored file could not be written out.");
  } finally {
    file.close();
  }
  syncNow(path);
  return { inDoubt };
}

const DOUBT = `
  update outbox set state = 'unknown', claimed_until = null, last_error = 'the business was restored'
  where state in ('queued', 'sending') and due_at <= :now`;

function assertWhole(file: Database.Database): void {
  const found = file.pragma("integrity_check(1)", { simple: true });
  if (found !== "ok") throw new ForeignFileError("damaged", `The file is damaged: ${String(found)}`);
  const [broken] = file.pragma("foreign_key_check") as readonly { table: string }[];
  if (broken)
    throw new ForeignFileError("damaged", `The file is damaged: a row of ${broken.table} refers to nothing`);
}

function factsOf(file: Database.Database, kind: SnapshotKind): FileFacts {
  const isTenant = kind === "tenant";
  return {
    schemaVersion: schemaVersion(file),
    owner: isTenant
      ? (file.prepare("select tenant_id as tenantId, incarnation from meta").get() as FileFacts["owner"])
      : null,
    latestEvent: isTenant
      ? ((file.prepare("select id, seq from events order by seq desc limit 1").get() ??
          null) as FileFacts["latestEvent"])
      : null,
    counts: Object.fromEntries(tablesOf(file).map((table) => [table, countOf(file, table)])),
  };
}

function tablesOf(file: Database.Database): string[] {
  const ours =
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'";
  return file.prepare(`${ours} order by name`).pluck().all() as string[];
}

function countOf(file: Database.Database, table: string): number {
  return Number(file.prepare(`select count(*) from "${table}"`).pluck().get());
}

function syncNow(path: string): void {
  const opened = openSync(path, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
