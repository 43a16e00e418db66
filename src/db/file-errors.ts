import Database from "better-sqlite3";

import { AppError } from "#kernel/errors.ts";

/** Why a file was refused: it is not there, is something else, is someone else's, is too new, is broken. */
export type ForeignReason = "missing" | "another_kind" | "another_owner" | "newer" | "damaged";

/** A file that is not what it should be. Nothing was changed in it, and none was made in its place. */
export class ForeignFileError extends Error {
  override readonly name = "ForeignFileError";
  readonly reason: ForeignReason;

  constructor(reason: ForeignReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** What SQLite said about a file: it is damaged, or the disk under it failed. */
export type FileFailure = "corrupt" | "io";

/**
 * Whether an error means that the open handle, or the file, can no longer be trusted. After a failed
 * fsync the page cache may hold what the disk does not, so such a handle is closed, never used on.
 */
export function fileFailure(error: unknown): FileFailure | undefined {
  const code = sqliteCode(error);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return "corrupt";
  if (code.startsWith("SQLITE_IOERR")) return "io";
  return undefined;
}

/**
 * The error to throw on: what the machine or another process causes (a full or failing disk, a lock)
 * is a 503 with the cause kept; everything else, such as a broken constraint, stays as it is.
 */
export function asUnavailable(error: unknown): unknown {
  if (!UNAVAILABLE.test(sqliteCode(error))) return error;
  return new AppError("UNAVAILABLE", undefined, undefined, { cause: error });
}

/** Whether another process holds the lock: the same statement may succeed later. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error).startsWith("SQLITE_BUSY");
}

const UNAVAILABLE = /^SQLITE_(CORRUPT|NOTADB|IOERR|FULL|BUSY|CANTOPEN|READONLY|PROTOCOL|NOMEM)/;

/** Whether SQLite raised it, for whatever reason. */
export function isSqliteError(error: unknown): boolean {
  return error instanceof Database.SqliteError;
}

function sqliteCode(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : "";
}
