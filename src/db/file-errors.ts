import Database from "better-sqlite3";

import { AppError } from "#kernel/errors.ts";

/**
 * Why a file was refused. `another_kind`: not a Frontdesk file of the expected kind; `another_owner`: another
 * tenant's; `newer`: written by a newer version of the product.
 */
export type ForeignReason = "missing" | "another_kind" | "another_owner" | "newer" | "damaged";

/** A file that is not what it should be. It was not changed, and no file was created in its place. */
export class ForeignFileError extends Error {
  override readonly name = "ForeignFileError";
  readonly reason: ForeignReason;

  constructor(reason: ForeignReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Whether the file is damaged or the disk under it failed, according to SQLite. */
export type FileFailure = "corrupt" | "io";

/**
 * Classifies errors after which the open handle, or the file, can no longer be trusted; undefined for others.
 * After a failed fsync the page cache may differ from the disk, so such a handle is closed and never used
 * again.
 */
export function fileFailure(error: unknown): FileFailure | undefined {
  const code = sqliteCode(error);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return "corrupt";
  if (code.startsWith("SQLITE_IOERR")) return "io";
  return undefined;
}

/**
 * The error to throw instead: failures caused by the machine or another process (a full or failing disk, a
 * lock) become a 503 with the original as cause; anything else, such as a violated constraint, is returned
 * unchanged.
 */
export function asUnavailable(error: unknown): unknown {
  if (!UNAVAILABLE.test(sqliteCode(error))) return error;
  return new AppError("UNAVAILABLE", undefined, undefined, { cause: error });
}

/** Whether another process holds the lock, so that retrying may succeed. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error).startsWith("SQLITE_BUSY");
}

const UNAVAILABLE = /^SQLITE_(CORRUPT|NOTADB|IOERR|FULL|BUSY|CANTOPEN|READONLY|PROTOCOL|NOMEM)/;

/** Whether the error was raised by SQLite, for whatever reason. */
export function isSqliteError(error: unknown): boolean {
  return error instanceof Database.SqliteError;
}

function sqliteCode(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : "";
}
