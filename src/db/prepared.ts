import type Database from "better-sqlite3";

/** Distinct texts kept prepared on a handle; more than the product has, unless one is built from input. */
const MOST_PREPARED = 400;

/**
 * Prepares each text once, after `check` has let it pass; the oldest goes when there are too many. With
 * `pluck` its statements answer the first column alone.
 */
export function preparedOnce(
  file: Database.Database,
  check: (sql: string) => void,
  { pluck = false }: { readonly pluck?: boolean } = {},
): (sql: string) => Database.Statement {
  const prepared = new Map<string, Database.Statement>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    check(sql);
    const made = pluck ? file.prepare(sql).pluck() : file.prepare(sql);
    if (prepared.size >= MOST_PREPARED) prepared.delete(prepared.keys().next().value ?? "");
    prepared.set(sql, made);
    return made;
  };
}
