import type { RowChange } from "#tenancy/domain-event.ts";

type Links<Row extends Readonly<Record<string, unknown>>> = {
  readonly table: RowChange["table"];
  /** The thing that the links belong to. */
  readonly id: string;
  /** The ids of the things that it is linked to, and those that it shall be. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly rowOf: (id: string) => Row;
  readonly remove: (row: Row) => void;
  readonly insert: (row: Row) => void;
};

/** Links one thing to others by rows of a table: writes what differs, and returns the changes. */
export function changeLinks<Row extends Readonly<Record<string, unknown>>>({
  table,
  id,
  before,
  after,
  rowOf,
  remove,
  insert,
}: Links<Row>): RowChange[] {
  const gone = before.filter((one) => !after.includes(one)).map(rowOf);
  const added = after.filter((one) => !before.includes(one)).map(rowOf);
  for (const row of gone) remove(row);
  for (const row of added) insert(row);
  return [
    ...gone.map((row) => ({ table, id, before: row, after: null })),
    ...added.map((row) => ({ table, id, before: null, after: row })),
  ];
}
