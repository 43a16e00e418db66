/** SQLite's error codes for failing files, explained to the operator. */
const TROUBLES: readonly (readonly [codes: RegExp, what: string, then: string])[] = [
  [
    /^SQLITE_(?:CORRUPT|NOTADB)/,
    "is damaged",
    "`cli doctor` looks into all of them, `cli restore` puts back.",
  ],
  [/^SQLITE_FULL/, "cannot grow", "The disk is full."],
  [/^SQLITE_BUSY/, "is held by another process", "Try again when that has ended."],
  // Even to read a file, SQLite writes next to it.
  [
    /^SQLITE_(?:CANTOPEN|READONLY|IOERR|PERM)/,
    "cannot be opened",
    "The folder has to be writable, also to read.",
  ],
];

/** One line for the terminal if an error or its cause is about a file; undefined for any other. */
export function fileTrouble(error: unknown): string | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code = "" } = one as NodeJS.ErrnoException;
    const known = TROUBLES.find(([codes]) => codes.test(code));
    if (known) return `A file in DATA_DIR ${known[1]} (${code}). ${known[2]}`;
  }
  return undefined;
}
