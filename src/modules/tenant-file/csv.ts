/**
 * What a spreadsheet would evaluate as a formula, including full-width signs, unless it is a plain number.
 */
const FORMULA = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/u;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

export type Cell = string | number | null;

/**
 * Serializes rows as CSV (RFC 4180, UTF-8). Text that a spreadsheet would take for a formula gets a leading
 * apostrophe (OWASP, CSV Injection): customers choose their names, and owners open the file.
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
