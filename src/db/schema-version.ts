import type Database from "better-sqlite3";

import { ForeignFileError } from "./file-errors.ts";

/** The last migration that a file has reached: SQLite's `user_version`; 0 for an empty file. */
export function schemaVersion(file: Database.Database): number {
  return Number(file.pragma("user_version", { simple: true }));
}

/** Returns the file's version. Throws `ForeignFileError` if a newer version of the product has written it. */
export function assertNotNewer(file: Database.Database, newest: number): number {
  const version = schemaVersion(file);
  if (version <= newest) return version;
  throw new ForeignFileError(
    "newer",
    `The file has schema ${version}; this version of Frontdesk knows ${newest}.`,
  );
}
