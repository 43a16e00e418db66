import { addMonths, dayNumber, monthStart, partsOf } from "#modules/language/calendar.ts";
import type { Groups } from "#modules/language/line.ts";

import {
  dateRule,
  dayAndMonth,
  dayInMonth,
  dayOfMonth,
  type EnglishRule,
  LISTED,
  valueRule,
} from "./date-values.ts";

/** After an ordinal these make it a position in a list, not a day of the month. */
const NO_DAY =
  "(?! (?:[NU]1|one|ones|option|options|slot|choice|opening|appointment|available|availability|time|times|person|visit|week|weeks|weekend|month|floor|half|thing|[NU]\\d+ (?:days|weeks)|quarter|thought|street|avenue|ave|st|and last|W\\d)(?![^ ]))";

/** 3/4 or 3/4/2026 in the country's order; in the other order if that is impossible. */
export function readSlashes([written = ""]: Groups, today: number, dayFirst: boolean): number | undefined {
  const [first = 0, second = 0, year] = written.split("/").map(Number);
  if (first > 31) return undefined;
  const orders = dayFirst
    ? [
        [second, first],
        [first, second],
      ]
    : [
        [first, second],
        [second, first],
      ];
  for (const [month = 0, day = 0] of orders) {
    if (month < 1 || month > 12 || day < 1) continue;
    const found = dayAndMonth(day, month, year === undefined ? "" : String(year), today);
    if (found !== undefined) return found;
  }
  return undefined;
}

const YEAR = "(?:~(?:of |in )?[NU](\\d{4}))?";

/** Calendar dates: 2026-03-05, 3/5, March 5th, the fifth of March, the 5th of next month, the 5th. */
export const CALENDAR_DATES: readonly EnglishRule[] = [
  dateRule("{Y}", "calendar", ([text = ""]) => {
    const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
    return dayNumber(year, month, day);
  }),
  dateRule("[NU](\\d{4}) [NU](\\d\\d?) [NU](\\d\\d?)", "calendar", ([year, month, day]) =>
    dayNumber(Number(year), Number(month), Number(day)),
  ),
  dateRule("(?:- )?(20\\d\\d)([01]\\d)([0-3]\\d)(?: -)?", "calendar", ([year, month, day]) =>
    dayNumber(Number(year), Number(month), Number(day)),
  ),
  valueRule("this {X}", "D", ([text = ""], { context }) => {
    const day = readSlashes([`${text}/${partsOf(context.today).year}`], context.today, context.dayFirst);
    return day === undefined || text.split("/").length > 2
      ? undefined
      : { kind: "date", day, by: "calendar" };
  }),
  valueRule("{X}(?! (?:(?:of )?an? )?hours?(?![^ ]))", "D", (groups, { context }) => {
    const day = readSlashes(groups, context.today, context.dayFirst);
    return day === undefined ? undefined : { kind: "date", day, by: "calendar" };
  }),
  monthFirst(`{M}(?: /| -)?~(?:the )?{O}${YEAR}`),
  dayFirst(`(?:the )?{O}(?: day)?(?: of|,| -| /)? {M}${YEAR}`),
  dayFirst("(?:the )?{O}(?: of|,)? {M}~(?:of )?[NU](\\d\\d)(?= [.?!]|$)"),
  monthFirst(
    `{M}(?: /| -)?~(?:the )?[NU](\\d\\d?)${YEAR}(?! (?:AM|PM|OCLOCK|people|guests|days|weeks|hours|minutes|: ))`,
  ),
  dayFirst(`(?:the )?[NU](\\d\\d?)(?: of|,| -| /)? {M}${YEAR}`),
  dayFirst("(?:the )?[NU](\\d\\d?)(?: of| -)? {M}(?: of| -)? [NU](\\d\\d)(?= [.?!]|$)"),
  // "Oct 3 or 4": both in the same month.
  monthFirst(
    `(?<=(?:^| )M(\\d+)(?: the)? [NUOQ]\\d\\d?(?:(?: ,| or)* [NUOQ]\\d\\d?)*(?: ,)? or )(?:the )?[NUOQ](\\d\\d?)()(?! (?:AM|PM|OCLOCK|people|guests|:|M\\d+|days|weeks|hours|minutes|in the (?:morning|afternoon|evening))(?![^ ]))`,
  ),
  monthFirst(
    "(?<=(?:^| )M(\\d+)(?: the)? [NUOQ]\\d\\d?(?: , [NUOQ]\\d\\d?)*(?: ,)? )[NUOQ](\\d\\d?)()(?=(?: , [NUOQ]\\d\\d?)*(?: ,)? or (?:the )?[NUOQ]\\d\\d?(?! (?:AM|PM|OCLOCK|in the (?:morning|afternoon|evening))(?![^ ])))",
  ),
  // "From 26 to 29 May", "the 5th - 23rd of January".
  valueRule(
    `(?:(?:between|from) )?(?:the )?[NUOQ](\\d\\d?)(?: (?:-|to|until|through|and))(?: the)? [NUOQ](\\d\\d?)(?: of)? {M}${YEAR}`,
    "R",
    ([first, last, month, year = ""], { context }) => {
      const to = dayAndMonth(Number(last), Number(month), year, context.today);
      if (to === undefined) return undefined;
      const at = partsOf(addMonths(monthStart(to), Number(first) > Number(last) ? -1 : 0));
      const from = dayNumber(at.year, at.month, Number(first));
      return from === undefined ? undefined : { kind: "dates", from, to };
    },
  ),
  dateRule(`{M} - [NU](\\d{4}) - [NU](\\d\\d?)`, "calendar", ([month, year = "", day]) =>
    dayAndMonth(Number(day), Number(month), year, 0),
  ),
  dateRule(`[NU](\\d{4}) - {M} - [NU](\\d\\d?)`, "calendar", ([year = "", month, day]) =>
    dayAndMonth(Number(day), Number(month), year, 0),
  ),
  dateRule(
    "(?:the )?{O}(?: day)?(?: of| in|,)? (this|next|last|the|current|the next|the current|the following|the same)(?: current)? month",
    "calendar",
    ([day, which = ""], today) => dayInMonth(Number(day), lastWord(which), today),
  ),
  dateRule("(this|next|last) month(?: on)?~(?:the )?{O}", "calendar", ([which = "", day], today) =>
    dayInMonth(Number(day), which, today),
  ),
  valueRule(`(the )?O(\\d+)(?: day)?${NO_DAY}`, "D", ([the, day], { context }) => {
    if (LISTED.has(context.asked) && the === "" && Number(day) < 6) return undefined;
    return byDay(dayOfMonth(Number(day), context.today));
  }),
  valueRule(
    `(?:(?<!(?:what|which) (?:is|be) )the |(?<=(?:^| )(?:on|by|until|before|after|for) ))Q(\\d+)${NO_DAY}`,
    "D",
    ([day], { context }) => {
      if (LISTED.has(context.asked) && Number(day) < 6) return undefined;
      return byDay(dayOfMonth(Number(day), context.today));
    },
  ),
  valueRule(`Q(\\d+)${NO_DAY}`, "D", ([day], { context }) => {
    if (context.asked !== "date" && Number(day) < 6) return undefined;
    return byDay(dayOfMonth(Number(day), context.today));
  }),
  valueRule(
    "^(?:(?:on|for|maybe|the|how about|what about|say|lets do) )*[NU](\\d\\d?)(?= (?:please|[.!?]|would|works)|$)",
    "D",
    ([day], { context }) =>
      context.asked === "date" ? byDay(dayOfMonth(Number(day), context.today)) : undefined,
  ),
];

function byDay(day: number | undefined) {
  return day === undefined ? undefined : ({ kind: "date", day, by: "day" } as const);
}

function monthFirst(source: string): EnglishRule {
  return ofMonth(source, ([month, day, year = ""]) => ({ day: Number(day), month: Number(month), year }));
}

function dayFirst(source: string): EnglishRule {
  return ofMonth(source, ([day, month, year = ""]) => ({ day: Number(day), month: Number(month), year }));
}

type DayOfMonth = { readonly day: number; readonly month: number; readonly year: string };

/** 31 November must not become some other day with a 31 in it; the customer is asked. */
function ofMonth(source: string, read: (groups: Groups) => DayOfMonth): EnglishRule {
  return valueRule(source, "D", (groups, { context }) => {
    const { day, month, year } = read(groups);
    const found = dayAndMonth(day, month, year, context.today);
    if (found !== undefined) return { kind: "date", day: found, by: "calendar" };
    const lasts = LONGEST[month - 1];
    if (lasts === undefined || day <= lasts || day > 31) return undefined;
    return { kind: "date", day: context.today, by: "calendar", doubt: { why: "no_such_date" } };
  });
}

/** The most days that each month can have. */
const LONGEST: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function lastWord(words: string): string {
  const last = words.split(" ").at(-1) ?? "";
  return last === "following" ? "next" : last;
}
