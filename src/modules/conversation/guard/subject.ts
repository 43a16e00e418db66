import type { ServiceFacts } from "./facts.ts";

/** The days that a statement is about: all of a list, or some day of a range. Day numbers. */
export type Days =
  | { readonly kind: "each"; readonly days: readonly number[] }
  | { readonly kind: "range"; readonly from: number; readonly to: number };

/** What a sentence was about, for the next one of the same turn: "Tuesday works. I have 3 pm." */
export type Subject = {
  readonly days?: Days | undefined;
  /** A time or claim that was only asked or repeated and is untrue: a "yes" would assert it. */
  readonly open?: "time" | "claim" | undefined;
  readonly isHours: boolean;
  readonly services: readonly ServiceFacts[];
};

export const NO_SUBJECT: Subject = { isHours: false, services: [] };
