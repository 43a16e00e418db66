import { closeSync, existsSync, openSync } from "node:fs";

import Database from "better-sqlite3";

import { ForeignFileError } from "./file-errors.ts";

export { ForeignFileError } from "./file-errors.ts";

/** What a file is for; stamped into its header so that one can never be taken for the other. */
export type FileKind = "control" | "tenant" | "lock";

export type OpenOptions = {
  readonly kind: FileKind;
  /** Only provisioning and tests make files; opening a missing file is an error everywhere else. */
  readonly create?: boolean;
  readonly readonly?: boolean;
  /** Nobody else opens it meanwhile: the index of its log stays in memory, which spares making and removing a file. */
  readonly alone?: boolean;
  /** Most connections of this kind only read: whoever opens it calls `assertDurable` before the first write. */
  readonly readsFirst?: boolean;
  /** How long a statement waits for another process's lock, blocking this one; 5,000 ms unless told. */
  readonly busyTimeout?: number;
};

/** `FDcp`, `FDtn`, `FDlk` in ASCII: read by `file(1)` and by us before anything else in the file. */
const APPLICATION_IDS: Record<FileKind, number> = {
  control: 0x46446370,
  tenant: 0x4644746e,
  lock: 0x46446c6b,
};

/**
 * Set on every connection, in this order. `synchronous=FULL` (2) is said because this build falls to
 * NORMAL in WAL mode, which loses acknowledged commits in a power cut.
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

/** The values that every connection has, by name. */
export type Pragmas = { readonly [Name in keyof typeof PRAGMAS]: number };

/** The oldest SQLite without the WAL-reset corruption (fixed in 3.51.3). */
const OLDEST_SQLITE = [3, 51, 3] as const;

/**
 * Without these two, what was acknowledged is lost in a power cut, and rows refer to nothing: read back from every
 * connection that writes. The others hold for a file if they hold for any, and are read back from the first of each
 * kind that a process opens: reading back costs a tenth of opening a file.
 */
const KEEP_WHAT_IS_WRITTEN = ["synchronous", "foreign_keys"] as const;

/** The kinds of which a file has had all its pragmas read back. */
const proven = new Set<FileKind>();

/**
 * Opens a SQLite file with the house's pragmas and checks by reading them back that they hold.
 * Throws `ForeignFileError` for a file that is missing or of another kind, and SQLite's own error for
 * one that is damaged.
 */
export function openFile(path: string, options: OpenOptions): Database.Database {
  const file = connect(path, options);
  try {
    const pragmas: Pragmas = { ...PRAGMAS, busy_timeout: options.busyTimeout ?? PRAGMAS.busy_timeout };
    if (options.alone) file.exec("pragma locking_mode = exclusive");
    file.exec(settingAll(pragmas));
    claimOrCheckKind(file, options);
    // WAL is a property of the file: set once when it is made, found in place ever after. A lock needs none.
    if (options.create && options.kind !== "lock") file.pragma("journal_mode = WAL");
    // Its kind was asked of the file, not of memory, and some pragmas are overruled when SQLite first looks into it.
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

/** Throws where what is written to this connection might not be kept. Only after a query that has read the file. */
export function assertDurable(file: Database.Database): void {
  assertPragmas(file, PRAGMAS, KEEP_WHAT_IS_WRITTEN);
}

/**
 * What the pragmas of a connection are now; the same names and values that `openFile` set. Each asked for by
 * itself: the tables that answer for all of them at once stay in memory as long as the file is open.
 */
export function readPragmas(file: Database.Database): Pragmas {
  return Object.fromEntries(NAMES.map((name) => [name, readPragma(file, name)])) as Pragmas;
}

function readPragma(file: Database.Database, name: keyof Pragmas): number {
  return Number(file.pragma(name, { simple: true }));
}

/**
 * Prepares a connection for writing, until its memory is given back. It may keep more pages: a booking writes to two
 * dozen trees, and those of a moment to 150 pages, which would otherwise be read again and again, and written more
 * than once. And it brings the log into the file less often (at 16 MB instead of 4): a page that every booking
 * changes is written there once for all of them. Where somebody else does that, it does so only if they never do.
 */
export function expectWrites(file: Database.Database, whoKeepsLog: keyof typeof CHECKPOINT_AT): void {
  file.exec(`pragma cache_size = -1024; pragma wal_autocheckpoint = ${CHECKPOINT_AT[whoKeepsLog]}`);
}

/** In pages of 4 KB. */
const CHECKPOINT_AT = { this_connection: 4_000, somebody_else: 16_000 } as const;

/**
 * Gives back the pages that a connection keeps. The first page that it reads afterwards would make it allocate
 * twenty at once (`SQLITE_DEFAULT_PCACHE_INITSZ`), but not while it may keep two or less: so one page is read
 * like that, and from then on each is allocated when it is needed.
 */
export function shrinkMemory(file: Database.Database): void {
  file.exec(
    `pragma cache_size = 2; pragma shrink_memory; pragma schema_version; pragma cache_size = ${PRAGMAS.cache_size}`,
  );
}

/** Throws when the SQLite that is linked in is older than the fixes that the product relies on. */
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

/** Readable by this user only, as is what SQLite makes beside it. */
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

/** Only after a query that has read the file. */
function assertPragmas(file: Database.Database, wanted: Pragmas, names: readonly (keyof Pragmas)[]): void {
  for (const name of names) {
    const found = readPragma(file, name);
    if (found !== wanted[name]) throw new Error(`PRAGMA ${name} is ${found}, not ${wanted[name]}.`);
  }
}
