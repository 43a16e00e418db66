/**
 * The statements that may run on a tenant's file: those that read or write rows. Modules may use nothing else:
 * a commit would end `write`'s transaction behind its back, a pragma would undo what opening a file asserted,
 * and an attached second file could mix two tenants.
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

/** Throws unless the statement reads or writes rows. Called before the statement is prepared. */
export function assertAllowed(sql: string): void {
  const word = FIRST_WORD.exec(sql)?.[1]?.toLowerCase() ?? "";
  if (!ALLOWED.has(word))
    throw new Error(`A statement may not begin with "${word}": only rows are read and written.`);
}
