/** Rows as SQLite returns them. */
// oxlint-disable-next-line typescript/no-explicit-any -- columns of every kind
export type Row = Record<string, any>;
export type ReadRows = (sql: string) => Row[];

/** The rows after an event of the visits that it is about: one, or those of its series. */
export function visitsIn({ subject, changes }: Row): Row[] {
  return (/^(?:booking|series):/.test(subject) ? (JSON.parse(changes) as Row[]) : [])
    .filter(({ table, after }) => table === "bookings" && after !== null)
    .map(({ after }) => after);
}

export function missing(wanted: readonly string[], found: readonly string[]): string[] {
  const there = new Set(found);
  return wanted.filter((one) => !there.has(one));
}

export function groupBy<T extends object>(rows: readonly T[], key: keyof T & string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const name = String(row[key]);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}
