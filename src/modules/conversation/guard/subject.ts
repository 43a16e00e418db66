import type { ServiceFacts } from "./facts.ts";
import type { SaidTime } from "./local-span.ts";

/** Days of which something is said: all of them (a list), or some day of a range. Day numbers. */
export type Days =
  | { readonly kind: "each"; readonly days: readonly number[] }
  | { readonly kind: "range"; readonly from: number; readonly to: number };

/** What a sentence was about, for the next one of the same turn: "Tuesday works. I have 3 pm." */
export type Subject = {
  readonly days?: Days | undefined;
  /** Times that were said with no day. */
  readonly times?: readonly SaidTime[] | undefined;
  readonly isHours: boolean;
  readonly services: readonly ServiceFacts[];
};

export const NO_SUBJECT: Subject = { isHours: false, services: [] };
