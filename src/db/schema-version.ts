import type Database from "better-sqlite3";

import { ForeignFileError } from "./file-errors.ts";

/** Which migration a file has reached: SQLite's `user_version`; 0 for an empty one. */
export function schemaVersion(file: Database.Database): number {
  return Number(file.pragma("user_version", { simple: true }));
}

/** The file's version. Throws `ForeignFileError` for one that a newer version of the product has written. */
export function assertNotNewer(file: Database.Database, newest: number): number {
  const version = schemaVersion(file);
  if (version <= newest) return version;
  throw new ForeignFileError(
    "newer",
    `The file has schema ${version}; this version of Frontdesk knows ${newest}.`,
  );
}
