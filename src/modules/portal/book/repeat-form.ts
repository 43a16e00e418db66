import { z } from "zod";

import type { OnConflict, Repeat } from "#modules/booking/index.ts";

import type { Typed } from "./book-form.ts";

/** The frequencies that the form offers, in order. */
const RHYTHMS = [
  ["1-week", "Every week"],
  ["2-week", "Every 2 weeks"],
  ["3-week", "Every 3 weeks"],
  ["4-week", "Every 4 weeks"],
  ["6-week", "Every 6 weeks"],
  ["1-month", "Every month"],
] as const;

const TIMES = [2, 3, 4, 5, 6, 8, 10, 12, 26] as const;
const USUAL_TIMES = 4;

type Option = { readonly value: string; readonly label: string; readonly selected: boolean };

/** The part of the form that asks whether a visit recurs. */
export type RepeatFields = {
  /** Whether anything is chosen in it. */
  readonly open: boolean;
  readonly rhythms: readonly Option[];
  readonly times: readonly Option[];
};

export function repeatFields({ repeat, times }: Typed): RepeatFields {
  const asked = repeatOf({ repeat, times });
  const count = asked?.count ?? USUAL_TIMES;
  return {
    open: asked !== undefined,
    rhythms: [
      { value: "", label: "Just once", selected: asked === undefined },
      ...RHYTHMS.map(([value, label]) => ({
        value,
        label,
        selected: value === repeat,
      })),
    ],
    times: TIMES.map((n) => ({ value: String(n), label: `${n} visits in all`, selected: n === count })),
  };
}

/** The chosen repetition; undefined for a single visit. */
export function repeatOf({ repeat, times }: Pick<Typed, "repeat" | "times">): Repeat | undefined {
  if (!RHYTHMS.some(([value]) => value === repeat)) return undefined;
  const [interval, every] = repeat.split("-");
  const count = TIMES.find((n) => String(n) === times) ?? USUAL_TIMES;
  return { every: every === "month" ? "month" : "week", interval: Number(interval), count };
}

const step = z.object({
  on_conflict: z.enum(["skip", "nearest", "stop"]).optional().catch(undefined),
  edit: z.string().optional().catch(undefined),
});

/** The button pressed on the page of dates: one of its choices, or back to the details. */
export function readRepeatStep(sent: unknown): { onConflict: OnConflict | undefined; edit: boolean } {
  const { on_conflict: onConflict, edit } = step.catch({}).parse(sent);
  return { onConflict, edit: edit !== undefined };
}
