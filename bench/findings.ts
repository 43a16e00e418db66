import { type Limit, median, ratios } from "./arithmetic.ts";
import type { Finding } from "./goal.ts";

type Named = { readonly goal: string; readonly what: string; readonly limit?: Limit };

/** How many times one side costs the other; both in microseconds, by round. */
export function ratioOf(named: Named, one: readonly number[], other: readonly number[]): Finding {
  return {
    ...named,
    figure: median(ratios(one, other)),
    unit: "×",
    detail: `${microseconds(median(one))} against ${microseconds(median(other))}`,
  };
}

/** A cost by itself: only where the goal names one, since neighbours move it. */
export function costOf(named: Named, one: readonly number[]): Finding {
  return { ...named, figure: median(one), unit: "µs" };
}

/** `3.2 µs`, `140 µs`, `2.1 ms`. */
export function microseconds(figure: number): string {
  if (figure >= 1000) return `${(figure / 1000).toFixed(1)} ms`;
  return `${figure >= 100 ? figure.toFixed(0) : figure.toFixed(1)} µs`;
}
