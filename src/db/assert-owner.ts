import type Database from "better-sqlite3";

import { ForeignFileError } from "./file-errors.ts";

/** Throws `ForeignFileError` unless the `meta` row of a tenant's file names this tenant. */
export function assertOwner(file: Database.Database, owner: string): void {
  const found = file.prepare("select tenant_id from meta").pluck().get();
  if (found !== owner) throw new ForeignFileError("another_owner", "The file belongs to another tenant.");
}
