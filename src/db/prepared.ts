import type Database from "better-sqlite3";

/** Distinct texts kept prepared on a handle; more than the product has, unless one is built from input. */
const MOST_PREPARED = 400;

export type Prepare = {
  (sql: string): Database.Statement;
  /** Gives back what is kept; a text that comes after is prepared anew. */
  readonly forget: () => void;
};

/**
 * Prepares each text, after `check` has let it pass, and keeps it from its second time on: many files are open
 * at once, and most of what is read when one is first used never comes again. The oldest goes when there are
 * too many. With `pluck` its statements answer the first column alone.
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

/** A text that was prepared once, and not kept. */
const SEEN = Symbol("seen once");
