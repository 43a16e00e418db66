/** What a spreadsheet would run as a formula, however wide its sign is typed, unless it is only a number. */
const FORMULA = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/u;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

export type Cell = string | number | null;

/**
 * Rows as CSV (RFC 4180, UTF-8). A text that a spreadsheet would take for a formula gets an apostrophe in
 * front (OWASP, CSV Injection): customers write names, owners open files.
 */
export function writeCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: Cell): string {
  if (value === null) return "";
  const text =
    typeof value === "string" && FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : String(value);
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
