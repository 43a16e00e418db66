import { z } from "zod";

import { headerValue, localDate } from "#kernel/fields.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { WaitlistTimes } from "#modules/waitlist/index.ts";

/** The parts of the day to wait for: their names, and their limits. */
export const DAY_PARTS = {
  any: { label: "Any time", from: undefined, to: undefined },
  morning: { label: "Morning, before 12:00 pm", from: undefined, to: "12:00" },
  afternoon: { label: "Afternoon, 12:00 pm to 5:00 pm", from: "12:00", to: "17:00" },
  evening: { label: "Evening, from 5:00 pm", from: "17:00", to: undefined },
} as const;

export type DayPart = keyof typeof DAY_PARTS;

/** The requested times exactly as typed, to be shown again if something is wrong with them. */
export type TypedTimes = {
  readonly start_date: string;
  readonly end_date: string;
  readonly part: DayPart;
  readonly auto_book: boolean;
};

export type TimesErrors = { readonly start_date?: string; readonly end_date?: string };

const field = z
  .string()
  .transform((value) => value.slice(0, 40))
  .catch("");

const form = z.object({
  start_date: field,
  end_date: field,
  part: z.enum(["any", "morning", "afternoon", "evening"]).catch("any"),
  auto_book: field,
  key: headerValue(100).optional().catch(undefined),
});

/** Reads the requested times; missing and non-text values become empty. */
export function readTimesForm(sent: unknown): {
  readonly typed: TypedTimes;
  readonly key: string | undefined;
} {
  const { key, auto_book: autoBook, ...typed } = form.catch(form.parse({})).parse(sent);
  return { typed: { ...typed, auto_book: autoBook !== "" }, key };
}

/** Validates the days: between today and the last bookable day. */
export function checkTimes(
  typed: TypedTimes,
  today: LocalDate,
  last: LocalDate,
): { readonly times: WaitlistTimes } | { readonly errors: TimesErrors } {
  const first = localDate.safeParse(typed.start_date);
  // A single day is both the first and the last.
  const until = localDate.safeParse(typed.end_date === "" ? typed.start_date : typed.end_date);
  if (!first.success) return { errors: { start_date: "Please choose the first day." } };
  if (!until.success) return { errors: { end_date: "Please choose the last day." } };
  if (until.data < first.data) return { errors: { end_date: "The last day can't be before the first." } };
  if (until.data < today)
    return { errors: { end_date: "These days have passed. Please choose later ones." } };
  if (first.data > last)
    return { errors: { start_date: "These days can't be booked yet. Please choose earlier ones." } };
  const { from, to } = DAY_PARTS[typed.part];
  return { times: { startDate: first.data, endDate: until.data, fromTime: from, toTime: to } };
}
