import type { Value } from "./values.ts";

/** A value in its line, and how it was said. */
export type Said = {
  readonly value: Value;
  /** Its place among the pieces. */
  readonly place: number;
  /**
   * `wanted`; `obstacle`: what else happens then ("I have a wedding on Friday"); `refused`: "not Friday";
   * `aside`: what is said to be friendly ("how are you today?"), which is about no visit at all.
   */
  readonly how: "wanted" | "obstacle" | "refused" | "aside";
  /** Words between it and the value of its kind before it take that one back: "Friday, no, Monday". */
  readonly corrects: boolean;
};

/** The values of one kind that stand: those wanted, less what was taken back; obstacles only if nothing else. */
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
