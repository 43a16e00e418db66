import { type Limit, median, ratios } from "./arithmetic.ts";
import type { Finding } from "./goal.ts";

type Named = { readonly goal: string; readonly what: string; readonly limit?: Limit };

/** The ratio of one side's cost to the other's; both in microseconds, by round. */
export function ratioOf(named: Named, one: readonly number[], other: readonly number[]): Finding {
  return {
    ...named,
    figure: median(ratios(one, other)),
    unit: "×",
    detail: `${microseconds(median(one))} against ${microseconds(median(other))}`,
  };
}

/**
 * As `ratioOf`, if each side was started several times, each with its own rounds: the median over the starts.
 * A process keeps for life what it got at its start, such as the placement of its code and the order of
 * compilation, which makes a difference of up to a fifth.
 */
export function ratioOverStarts(
  named: Named,
  one: readonly (readonly number[])[],
  other: readonly (readonly number[])[],
): Finding {
  const each = one.map((rounds, start) => median(ratios(rounds, other[start] ?? [])));
  const [lowest, highest] = [Math.min(...each).toFixed(2), Math.max(...each).toFixed(2)];
  const costs = [one, other].map((side) => microseconds(median(side.map(median))));
  return {
    ...named,
    figure: median(each),
    unit: "×",
    detail: `${costs.join(" against ")}; ${lowest} to ${highest} by start`,
  };
}

/** An absolute cost: only for goals that name one, since other load on the machine affects it. */
export function costOf(named: Named, one: readonly number[]): Finding {
  return { ...named, figure: median(one), unit: "µs" };
}

/** `3.2 µs`, `140 µs`, `2.1 ms`. */
export function microseconds(figure: number): string {
  if (figure >= 1000) return `${(figure / 1000).toFixed(1)} ms`;
  return `${figure >= 100 ? figure.toFixed(0) : figure.toFixed(1)} µs`;
}
