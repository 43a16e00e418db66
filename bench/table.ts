import { keeps, type Limit } from "./arithmetic.ts";
import type { Finding, Skipped } from "./goal.ts";

const HEAD = ["goal", "what", "measured", "limit", "met", "figures"] as const;

/** All findings, one per line. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = [HEAD, ...findings.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(HEAD), widths.map((width) => "-".repeat(width)).join("  "), ...rows.slice(1).map(line)].join(
    "\n",
  );
}

/** What was not measured, so that nobody takes it for met. */
export function skippedText(skipped: readonly Skipped[]): string {
  if (skipped.length === 0) return "";
  const lines = skipped.map(({ goal, what, why }) => `  ${goal}  ${what}: ${why}`);
  return ["NOT MEASURED:", ...lines].join("\n");
}

function cellsOf(finding: Finding): readonly string[] {
  const { goal, what, figure, unit, limit, judgedElsewhere, detail = "" } = finding;
  const not = judgedElsewhere ? "not here" : "NO";
  const met = limit ? (keeps(figure, limit) ? "yes" : not) : "";
  return [goal, what, `${rounded(figure)} ${unit}`.trim(), limit ? limitText(limit, unit) : "", met, detail];
}

function limitText(limit: Limit, unit: string): string {
  return "atMost" in limit ? `≤ ${limit.atMost} ${unit}`.trim() : `≥ ${limit.atLeast} ${unit}`.trim();
}

function rounded(figure: number): string {
  return Math.abs(figure) >= 100 ? figure.toFixed(0) : figure.toFixed(2);
}
