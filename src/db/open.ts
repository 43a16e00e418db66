import { closeSync, existsSync, openSync } from "node:fs";

import Database from "better-sqlite3";

import { ForeignFileError } from "./file-errors.ts";

/** What a file is for; stamped into its header so that one kind is never mistaken for another. */
export type FileKind = "control" | "tenant" | "lock";

export type OpenOptions = {
  readonly kind: FileKind;
  /**
   * Creates the file if it is missing. Only for provisioning, the control plane, the lock and tests; anywhere
   * else a missing file is an error.
   */
  readonly create?: boolean;
  readonly readonly?: boolean;
  /**
   * No other connection is opened meanwhile: the WAL's index then stays in memory, which saves creating and
   * removing a file.
   */
  readonly alone?: boolean;
  /**
   * Most connections of this kind only read, so the caller runs `assertDurable` itself, before the first write.
   */
  readonly readsFirst?: boolean;
  /**
   * How long a statement waits for another process's lock, blocking this process, in milliseconds; 5,000 by
   * default.
   */
  readonly busyTimeout?: number;
};

/**
 * `FDcp`, `FDtn`, `FDlk` in ASCII: recognized by `file(1)`, and checked by us before anything else in the file.
 */
const APPLICATION_IDS: Record<FileKind, number> = {
  control: 0x46446370,
  tenant: 0x4644746e,
  lock: 0x46446c6b,
};

/**
 * Set on every connection, in this order. `synchronous` must be FULL (2) explicitly: this build of SQLite
 * defaults to NORMAL in WAL mode, which loses acknowledged commits in a power failure.
 */
const PRAGMAS = {
  busy_timeout: 5000,
  synchronous: 2,
  foreign_keys: 1,
  cache_size: -256,
  temp_store: 2,
  trusted_schema: 0,
  cell_size_check: 1,
  journal_size_limit: 64 * 1024 * 1024,
} as const;

/** The values of a connection's pragmas, by name. */
export type Pragmas = { readonly [Name in keyof typeof PRAGMAS]: number };

/** The first SQLite release without the WAL-reset corruption. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/**
 * Without these two, acknowledged commits are lost in a power failure and rows may refer to nothing, so they
 * are read back on every connection that writes. The others hold on every connection if they hold on one, and
 * are read back on the first of each kind that a process opens: reading them back costs a tenth of opening a
 * file.
 */
const KEEP_WHAT_IS_WRITTEN = ["synchronous", "foreign_keys"] as const;

/** The kinds for which all pragmas have been read back once. */
const proven = new Set<FileKind>();

/**
 * Opens a SQLite file with our pragmas and verifies them by reading them back. Throws `ForeignFileError` for a
 * file that is missing or of another kind, and SQLite's own error for a damaged one.
 */
export function openFile(path: string, options: OpenOptions): Database.Database {
  const file = connect(path, options);
  try {
    const pragmas: Pragmas = { ...PRAGMAS, busy_timeout: options.busyTimeout ?? PRAGMAS.busy_timeout };
    if (options.alone) file.exec("pragma locking_mode = exclusive");
    file.exec(settingAll(pragmas));
    claimOrCheckKind(file, options);
    // WAL mode is persistent: set once when the file is created. A lock file does not need it.
    if (options.create && options.kind !== "lock") file.pragma("journal_mode = WAL");
    // The kind was read from the file itself, which matters because SQLite may override pragmas when it first
    // reads a file. The schema is loaded as well before all of them are read back.
    const isLikeOthers = proven.has(options.kind) && !options.create;
    if (!isLikeOthers) file.prepare("select 1 from sqlite_schema limit 1").get();
    if (!isLikeOthers) assertPragmas(file, pragmas, NAMES);
    else if (!options.readsFirst) assertDurable(file);
    proven.add(options.kind);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Throws if commits on this connection might not be durable. Call only after a query that has read the file. */
export function assertDurable(file: Database.Database): void {
  assertPragmas(file, PRAGMAS, KEEP_WHAT_IS_WRITTEN);
}

/**
 * The current pragmas of a connection, under the names and values that `openFile` sets. Queried one by one: the
 * table-valued functions that return all at once stay in memory while the file is open.
 */
export function readPragmas(file: Database.Database): Pragmas {
  return Object.fromEntries(NAMES.map((name) => [name, readPragma(file, name)])) as Pragmas;
}

function readPragma(file: Database.Database, name: keyof Pragmas): number {
  return Number(file.pragma(name, { simple: true }));
}

/**
 * Prepares a connection for writing, until its memory is freed. Raises its page cache: a booking writes to two
 * dozen B-trees, and those of one moment to 150 pages, which would otherwise be read and written repeatedly.
 * Also checkpoints less often (at 16 MB instead of 4), so that a page which every booking changes is copied to
 * the file once for many. If somebody else keeps the WAL short, this connection checkpoints only as a last
 * resort (at 64 MB).
 */
export function expectWrites(file: Database.Database, checkpointedBy: keyof typeof CHECKPOINT_AT): void {
  file.exec(`pragma cache_size = -1024; pragma wal_autocheckpoint = ${CHECKPOINT_AT[checkpointedBy]}`);
}

/** In pages of 4 KB. */
const CHECKPOINT_AT = { this_connection: 4_000, another: 16_000 } as const;

/**
 * Frees the cached pages of a connection. The next page read would make it allocate twenty at once
 * (`SQLITE_DEFAULT_PCACHE_INITSZ`) unless the cache may hold two or fewer. So one page is read under that
 * limit, and from then on each is allocated on demand.
 */
export function shrinkMemory(file: Database.Database): void {
  file.exec(
    `pragma cache_size = 2; pragma shrink_memory; pragma schema_version; pragma cache_size = ${PRAGMAS.cache_size}`,
  );
}

/** Throws if the linked SQLite is older than the fixes that the product relies on. */
export function assertSqliteVersion(file: Database.Database): void {
  const version = String(file.prepare("select sqlite_version()").pluck().get());
  const parts = version.split(".").map(Number);
  const order =
    OLDEST_SQLITE.map((oldest, i) => (parts[i] ?? 0) - oldest).find((difference) => difference !== 0) ?? 0;
  if (order < 0) throw new Error(`SQLite ${version} is too old; ${OLDEST_SQLITE.join(".")} is needed.`);
}

function connect(path: string, { create, readonly }: OpenOptions): Database.Database {
  if (create && path !== ":memory:" && !existsSync(path)) makePrivate(path);
  try {
    return new Database(path, { fileMustExist: !create, readonly: readonly ?? false });
  } catch (error) {
    if (!create && !existsSync(path))
      throw new ForeignFileError("missing", "The file is not there.", { cause: error });
    throw error;
  }
}

/** Readable by this user only, and so are the files that SQLite creates beside it. */
function makePrivate(path: string): void {
  closeSync(openSync(path, "a", 0o600));
}

function claimOrCheckKind(file: Database.Database, { kind, create }: OpenOptions): void {
  const found = Number(file.pragma("application_id", { simple: true }));
  if (found === APPLICATION_IDS[kind]) return;
  const isNew = create && found === 0 && Number(file.pragma("page_count", { simple: true })) === 0;
  if (!isNew) throw new ForeignFileError("another_kind", `This is not a ${kind} file of Frontdesk.`);
  file.pragma(`application_id = ${APPLICATION_IDS[kind]}`);
}

const NAMES = Object.keys(PRAGMAS) as (keyof Pragmas)[];

function settingAll(pragmas: Pragmas): string {
  return NAMES.map((name) => `pragma ${name} = ${pragmas[name]};`).join(" ");
}

/** Call only after a query that has read the file. */
function assertPragmas(file: Database.Database, wanted: Pragmas, names: readonly (keyof Pragmas)[]): void {
  for (const name of names) {
    const found = readPragma(file, name);
    if (found !== wanted[name]) throw new Error(`PRAGMA ${name} is ${found}, not ${wanted[name]}.`);
  }
}
