import { type Finding, keeps, type Skipped } from "./part.ts";

const HEAD = ["part", "what", "seen", "limit", "held", "detail"] as const;

/** All findings, one per line. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = [[...HEAD], ...findings.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return rows.map(line).join("\n");
}

export function skippedText(skipped: readonly Skipped[]): string {
  return ["SKIPPED:", ...skipped.map(({ part, what, why }) => `  ${part}  ${what}: ${why}`)].join("\n");
}

function cellsOf(finding: Finding): string[] {
  const { part, what, figure, unit, limit, detail = "" } = finding;
  const sign = limit && ("atMost" in limit ? `≤ ${limit.atMost}` : `≥ ${limit.atLeast}`);
  const shown = Number.isInteger(figure) ? String(figure) : figure.toFixed(figure < 10 ? 2 : 1);
  return [
    part,
    what,
    `${shown} ${unit}`.trim(),
    sign ?? "",
    limit ? (keeps(finding) ? "yes" : "NO") : "",
    detail,
  ];
}
