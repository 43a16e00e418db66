import { flag, type Flag } from "#db/columns.ts";
import type { Instant } from "#kernel/instant.ts";

type Archivable = {
  readonly active: Flag;
  readonly archived_at: Instant | null;
  readonly version: number;
  readonly updated_at: Instant;
};

/** A row once it is archived: out of use, but still there for what refers to it. */
export function archived<Row extends Archivable>(row: Row, now: Instant): Row {
  return { ...row, active: flag(false), archived_at: now, version: row.version + 1, updated_at: now };
}
