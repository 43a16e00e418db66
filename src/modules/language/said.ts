import type { Value } from "./values.ts";

/** A value in its line, and its role. */
export type Said = {
  readonly value: Value;
  /** Index of the value's piece in the line. */
  readonly place: number;
  /**
   * `wanted`; `obstacle`: another commitment at that time ("I have a wedding on Friday"); `refused`: "not
   * Friday"; `aside`: small talk ("how are you today?"), unrelated to any visit.
   */
  readonly how: "wanted" | "obstacle" | "refused" | "aside";
  /** The words before it take back the previous value of its kind: "Friday, no, Monday". */
  readonly corrects: boolean;
};

/**
 * The values of one kind that still apply: those wanted and not taken back; obstacles only if there are no
 * others.
 */
export function standing<K extends Value["kind"]>(
  said: readonly Said[],
  kind: K,
): Extract<Value, { kind: K }>[] {
  const ofKind = said.filter(
    (one) => one.value.kind === kind && one.how !== "refused" && one.how !== "aside",
  );
  const wanted = ofKind.filter((one) => one.how === "wanted");
  const left = wanted.length > 0 ? wanted : ofKind;
  const from = left.findLastIndex((one) => one.corrects);
  return left.slice(Math.max(from, 0)).map((one) => one.value as Extract<Value, { kind: K }>);
}
