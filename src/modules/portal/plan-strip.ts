import { addDays, type LocalDate } from "#kernel/local-date.ts";

import { dayWords, stripDate } from "./day-words.ts";

/** One day on the week strip. */
export type StripDay = {
  readonly weekday: string;
  readonly day: string;
  /** For screen readers: `Today`, `Monday 9 March`. */
  readonly spoken: string;
  /** `4 free times`, `no free times`, `can't be booked yet`. */
  readonly free: string;
  /** The number of free times. */
  readonly count: number;
  readonly open: boolean;
  readonly chosen: boolean;
  /** Undefined beyond the booking window. */
  readonly href: string | undefined;
};

type Week = {
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly today: LocalDate;
  readonly day: LocalDate;
  readonly counts: (date: LocalDate) => number;
  readonly hrefOf: (day: { readonly date: LocalDate }) => string;
};

/** Seven days from `first`; days after `last` cannot be chosen. */
export function planStrip({ first, last, today, day, counts, hrefOf }: Week): StripDay[] {
  return Array.from({ length: 7 }, (_, index) => {
    const date = addDays(first, index);
    const count = counts(date);
    return {
      ...stripDate(date),
      spoken: dayWords(date, today),
      free: date > last ? "can't be booked yet" : freeWords(count),
      count,
      open: count > 0,
      chosen: date === day,
      href: date > last ? undefined : hrefOf({ date }),
    };
  });
}

/** `4 free times`. */
export function freeWords(count: number): string {
  if (count === 0) return "no free times";
  return count === 1 ? "1 free time" : `${count} free times`;
}
