/**
 * What may run on a tenant's file: rows in and out. Anything else is not for modules: a statement that
 * commits would end a transaction under the feet of `write`, a pragma would undo what opening asserted,
 * and a second file on the connection could mix two tenants.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  "select",
  "with",
  "values",
  "insert",
  "update",
  "delete",
  "replace",
  "explain",
]);

const FIRST_WORD = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*([a-z]+)/i;

/** Throws unless the statement reads or writes rows. Called before SQLite sees it. */
export function assertAllowed(sql: string): void {
  const word = FIRST_WORD.exec(sql)?.[1]?.toLowerCase() ?? "";
  if (!ALLOWED.has(word))
    throw new Error(`A statement may not begin with "${word}": only rows are read and written.`);
}
