import type Database from "better-sqlite3";

/** Prepared texts kept per handle: more than the product has, unless one is built from input. */
const MOST_PREPARED = 400;

export type Prepare = {
  (sql: string): Database.Statement;
  /** Drops all prepared statements; they are prepared again on demand. */
  readonly forget: () => void;
};

/**
 * Prepares each text, after `check` has accepted it, and keeps it from its second use on: many files are open
 * at once, and most of what is read on a file's first use never comes again. The oldest is dropped when there
 * are too many. With `pluck`, statements return only their first column.
 */
export function preparedOnce(
  file: Database.Database,
  check: (sql: string) => void,
  { pluck = false }: { readonly pluck?: boolean } = {},
): Prepare {
  const prepared = new Map<string, Database.Statement | typeof SEEN>();
  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql);
    if (known !== undefined && known !== SEEN) return known;
    check(sql);
    const made = pluck ? file.prepare(sql).pluck() : file.prepare(sql);
    if (prepared.size >= MOST_PREPARED) prepared.delete(prepared.keys().next().value ?? "");
    prepared.set(sql, known === SEEN ? made : SEEN);
    return made;
  };
  return Object.assign(prepare, { forget: () => prepared.clear() });
}

/** A text that was prepared once and not kept. */
const SEEN = Symbol("seen once");
