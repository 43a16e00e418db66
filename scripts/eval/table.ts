import { type Figure, isReached } from "./score.ts";

/** The figures as a table for a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.measure,
    figure.part,
    `${figure.right}/${figure.of}`,
    figure.share.toFixed(3),
    figure.target === null ? "" : `≥ ${figure.target}`,
    isReached(figure) ? "" : "MISSED",
  ]);
  const all = [["measure", "part", "right", "share", "target", ""], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
