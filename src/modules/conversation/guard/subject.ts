import type { ServiceFacts } from "./facts.ts";

/** Days of which something is said: all of them (a list), or some day of a range. Day numbers. */
export type Days =
  | { readonly kind: "each"; readonly days: readonly number[] }
  | { readonly kind: "range"; readonly from: number; readonly to: number };

/** What a sentence was about, for the next one of the same turn: "Tuesday works. I have 3 pm." */
export type Subject = {
  readonly days?: Days | undefined;
  /** What was asked or repeated and is not so: "yes" would make it untrue. */
  readonly open?: "time" | "claim" | undefined;
  readonly isHours: boolean;
  readonly services: readonly ServiceFacts[];
};

export const NO_SUBJECT: Subject = { isHours: false, services: [] };
