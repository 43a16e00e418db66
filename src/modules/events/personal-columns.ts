import type { RowChange } from "#tenancy/domain-event.ts";

/** Columns with personal data. The log has `{"ref": true}` in their place. */
const PERSONAL: Readonly<Partial<Record<RowChange["table"], readonly string[]>>> = {
  customers: ["name", "email", "phone", "notes"],
  bookings: ["notes", "cancel_reason"],
  staff: ["name", "email"],
  time_off: ["reason"],
};

/** The change without what an erasure must be able to remove. */
export function withoutPersonalColumns(change: RowChange): RowChange {
  const columns = PERSONAL[change.table];
  if (!columns) return change;
  return { ...change, before: strip(change.before, columns), after: strip(change.after, columns) };
}

function strip(row: RowChange["before"], columns: readonly string[]): RowChange["before"] {
  if (!row) return row;
  const kept: Record<string, unknown> = { ...row };
  for (const column of columns)
    if (column in kept) kept[column] = kept[column] === null ? null : { ref: true };
  return kept;
}
