import { addMonths, monthEnd, monthStart, partsOf } from "#modules/language/calendar.ts";
import type { RepeatFound } from "#modules/language/language.ts";

import { caught } from "#modules/language/line.ts";
import { COUNT, howMany } from "./relative-dates.ts";

/** What a match of a form says about recurrence; undefined if it means nothing after all. */
type Read = (groups: readonly string[], today: number) => RepeatFound | undefined;
export type RepeatForm = { readonly form: RegExp; readonly read: Read };

function form(source: string, read: Read): RepeatForm {
  return { form: new RegExp(`(?<![^ ])(?:${source})(?![^ ])`, "g"), read };
}

const OTHER: RepeatFound = { other: true };
const EVERY = "(?:every|each|once (?:in )?(?:every|each)|once (?:a|per)|[NU]1 (?:a|per))(?: single)?";
const VISITS =
  "(?:times?|x|visits|appointments|sessions|bookings|occasions|dates|haircuts|treatments|lessons|classes|V\\d+)";
const IN_ALL = "(?: in (?:total|all)| altogether| total| overall| of them| in a row| all together)?";

function often(unit: string, interval: number): RepeatFound | undefined {
  if (interval < 1) return undefined;
  if (unit.startsWith("day")) return interval % 7 === 0 ? { every: "week", interval: interval / 7 } : OTHER;
  if (unit.startsWith("week")) return { every: "week", interval };
  return { every: "month", interval: unit.startsWith("year") ? 12 * interval : interval };
}

/** How often. A weekday next to it stays in the line. The longest match wins. */
export const OFTEN: readonly RepeatForm[] = [
  // Patterns that are not supported: nth weekday of the month, several days a week, daily.
  form(
    `(?:every|each) (?:[OQ]\\d|last) W\\d (?:of|in) (?:every|each|the|a) month|the (?:[OQ]\\d|last) W\\d (?:of|in) (?:every|each) month`,
    () => OTHER,
  ),
  form("(?:every|each)(?= W\\d(?: ,)? (?:and|or|,|&)(?: (?:every|each))? W\\d)", () => OTHER),
  form(
    "(?:[NU]?(?:[2-9]|\\d\\d)|twice|several times|a few times)(?: times)? (?:a|per|each|every) week",
    () => OTHER,
  ),
  form("(?<=(?:appointments?|visits?|sessions?|come|V\\d+)(?: \\S+){0,3} )(?:every ?day|daily)", () => OTHER),

  form("(?:every ?day|daily)(?= (?:of )?(?:next|this) week)", () => OTHER),

  form(`${EVERY} ${COUNT} (weeks?|months?|years?|days)`, ([n, unit = ""]) => often(unit, howMany(n))),
  form(`${EVERY} (?:other|[OQ]2|alternate|alternating) (week|month|year)`, ([unit = ""]) => often(unit, 2)),
  form(`${EVERY} (?:other|[OQ]2|alternate|alternating)(?= W\\d)`, () => often("week", 2)),
  form(`${EVERY} [OQ](\\d) (week|month|year)`, ([n, unit = ""]) => often(unit, Number(n))),
  form(`${EVERY} [OQ]([3-9])(?= W\\d)`, ([n]) => often("week", Number(n))),
  form(`(?:of |on )?${EVERY} (week|month|year)(?! (?:day|end))`, ([unit = ""]) => often(unit, 1)),
  form(`(?<!every W\\d(?: ,)? (?:and|or|,|&) )${EVERY}(?= W\\d)`, () => often("week", 1)),
  form("(?:twice|[NU]2 times) (?:a|per|each|every) month", () => often("week", 2)),
  form("(?:on a )?(?:bi ?weekly|bi - weekly|fort ?nightly)(?: basis)?", () => often("week", 2)),
  form("(?:on a )?weekly(?: basis)?", () => often("week", 1)),
  form("(?:on a )?(?:bi ?monthly|bi - monthly)(?: basis)?", () => often("month", 2)),
  form("(?:on a )?monthly(?: basis)?", () => often("month", 1)),
  form("(?:on a )?quarterly(?: basis)?", () => often("month", 3)),
  // "Its yearly test" is a single visit.
  form(
    "(?:on a |on an )?(?:yearly|annual) basis|annually|(?<!(?:its|my|our|his|her|their|the|an?) )yearly(?= (?:[.,!?]|please|from|starting|for|on|D\\d+)|$)",
    () => often("year", 1),
  ),
  form(`${COUNT} (weeks?|months?) (?:apart|in between)`, ([n, unit = ""]) => often(unit, howMany(n))),
  form("[NU](\\d+) (?:consecutive )?(weeks|months) (?:in a row|running)", ([n, unit = ""]) => ({
    ...often(unit, 1),
    count: Number(n),
  })),
  form("[NU](\\d+) consecutive (weeks|months)", ([n, unit = ""]) => ({
    ...often(unit, 1),
    count: Number(n),
  })),
  form("(?:for )?(?:the )?next [NU](\\d+)(?= W\\d)", ([n]) => ({ ...often("week", 1), count: Number(n) })),
];

/** The visit recurs; how often is not said. */
export const STANDING = form(
  "(?:standing|recurring|repeating|repeated|(?<=(?:a|some|have|book|want|like|need|my) )regular(?= (?:appointments?|visits|slot|spot|bookings?|sessions))|on a regular basis|a series)",
  () => ({ standing: true }),
);

/** The visit does not recur. */
export const ONCE = form(
  `(?:just|only)(?: (?:the|this|that))? (?:once|[NU]1 time|one time|[NU]1 visit|one visit|[NU]1 appointment|one appointment)(?! (?:a|per|every|each|in))|(?:a )?one ?(?:-)?(?: )?off|(?:do|does|should|need) not (?:need to |have to )?(?:repeat|come again|recur)|no (?:repeats?|recurrence|series)|not (?:a |as a )?(?:series|recurring|repeating|standing)|not (?:every|each) (?:week|month|time)(?= ?(?:[.!]|please|just|only|once)?$)|a single (?:visit|appointment|time)`,
  () => ({ once: true }),
);

/** The number of visits, given along with the frequency or as a correction of an earlier one. */
export const HOW_MANY: readonly RepeatForm[] = [
  form(`(?:for |a total of |only |just )*[NU](\\d+) ${VISITS}${IN_ALL}`, ([n]) => ({ count: Number(n) })),
  form(`[NU](\\d+) (?:in (?:total|all)|altogether|of them|overall)`, ([n]) => ({ count: Number(n) })),
  form(`(?:for )?a (couple|few|dozen)(?: of)? ${VISITS}${IN_ALL}`, ([n = ""]) => ({
    count: n === "dozen" ? 12 : howMany(n),
  })),
  form("(?:only |just )?twice(?! (?:a|per|every|each))", () => ({ count: 2 })),
  form("(?:for )?half (?:a )?year|(?:for )?(?:the next )?half year", () => lasting(6, "month")),
  form("(?:for )?(?:a|[NU]1) (?:and a half years?|year and a half)", () => lasting(18, "month")),
  form(
    `for (?:(?:about|around|up to|a total of|like|maybe|roughly|just|only|say) )*(?:the )?(?:next |coming )?${COUNT} (weeks?|months?|years?)`,
    ([n, unit = ""]) => lastingOf(unit, howMany(n)),
  ),
  form(`(?:over|during|within|in) the (?:next|coming) ${COUNT} (weeks|months|years)`, ([n, unit = ""]) =>
    lastingOf(unit, howMany(n)),
  ),
  form("for the (?:next|whole|rest of the|coming) (year|month)", ([unit = ""], today) =>
    unit === "year" ? { until: endOf("year", 0, today) } : { until: endOf("month", 0, today) },
  ),
  form(
    "(?:until|through|to|by) (?:the )?end of (?:the |this )?(next )?(year|month)",
    ([next = "", unit = ""], today) => ({ until: endOf(unit, next === "" ? 0 : 1, today) }),
  ),
  form("(?:until|through) (?:the )?(?:new year|next year)", (_, today) => ({
    until: endOf("year", 0, today),
  })),
  form(
    "(?:until|through|to) (?:the )?(?:end|last) of M(\\d+)(?: [NU](\\d{4}))?|through M(\\d+)(?: [NU](\\d{4}))?(?! [NO])",
    ([m, y, other, otherYear], today) => ({
      until: monthEnd(monthOf(caught(m, other), caught(y, otherYear), today)),
    }),
  ),
  form("until M(\\d+)(?: [NU](\\d{4}))?(?! [NO])", ([m, y], today) => ({
    until: monthOf(m, y, today) - 1,
  })),
  form(
    "as (?:long|far|many)(?: times)? as (?:possible|you can|you have|it goes|that goes|i can|your calendar \\S+|there (?:is|are))|indefinitely|for ever|forever|on ?going|open ?-? ?end(?:ed)?|no (?:end|limit)(?: date)?|until further notice|from now on|for now on",
    () => ({ open: true }),
  ),
];

/** What to do about dates that are not free. */
export const SPARED = form(
  "(?:just )?(?:skip|skipping|leave out|leaving out|drop|omit|exclude|without)(?: (?:it|them|those|these|that|the|any|ones?|[NU]\\d|days?|dates?|weeks?|D\\d+|that|which|are|is|not|free|taken|busy|full|booked))*|leave (?:it|them|those|that|these|the \\S+|D\\d+)(?: \\S+)? out|(?:just |only )?(?:the )?(?:free|remaining|available) ones|the (?:rest|others) (?:is|are|will do)(?: \\S+)?|(?:just|only) (?:book |take )?the (?:others?|rest|free)",
  () => ({ onConflict: "skip" }),
);
export const NEAREST = form(
  "(?:the |to the |take the |use the )*(?:nearest|closest|next best|next closest)(?: \\S+){0,3}|(?:move|shift|put|take) (?:it|them|those|that|these)(?: to)? (?:the |an? )?(?:nearest|closest|other|another|different|nearby|next)(?: \\S+){0,2}|(?:nearby|other) times?(?: on those days)?|alternatives?",
  () => ({ onConflict: "nearest" }),
);

function lastingOf(unit: string, count: number): RepeatFound {
  if (unit.startsWith("week")) return lasting(count, "week");
  return lasting(unit.startsWith("year") ? 12 * count : count, "month");
}

function lasting(count: number, unit: "week" | "month"): RepeatFound {
  return { lasting: { count, unit } };
}

function endOf(unit: string, ahead: number, today: number): number {
  if (unit === "month") return monthEnd(today, ahead);
  return monthEnd(addMonths(monthStart(today), 12 - partsOf(today).month + 12 * ahead));
}

/** The first day of the next such month, which may be the current one. */
function monthOf(month: string | undefined, year: string | undefined, today: number): number {
  const now = partsOf(today);
  const ahead = year ? (Number(year) - now.year) * 12 : Number(month) < now.month ? 12 : 0;
  return monthStart(today, ahead + Number(month) - now.month);
}

/** Bare answers to how often, how many times, and until when. */
export const ANSWERS = {
  repeat_every: [
    form(`(?:in )?${COUNT} (weeks?|months?|years?)`, ([n, unit = ""]: readonly string[]) =>
      often(unit, howMany(n)),
    ),
    form("(week|month|year)s?", ([unit = ""]: readonly string[]) => often(unit, 1)),
  ],
  conflict: [
    form(
      "leave (?:it|that|them|those|this)(?: ones?)?(?: (?:alone|there|as (?:it|they) (?:is|are)))?",
      () => ({
        onConflict: "skip" as const,
      }),
    ),
  ],
  repeat_until: [
    form(`${COUNT} (weeks?|months?|years?)`, ([n, unit = ""]: readonly string[]) =>
      lastingOf(unit, howMany(n)),
    ),
    form("(?:the )?end of (?:the |this )?(next )?(year|month)", ([next = "", unit = ""], today) => ({
      until: endOf(unit, next === "" ? 0 : 1, today),
    })),
    form("(?:the )?end of M(\\d+)(?: [NU](\\d{4}))?", ([m, y], today) => ({
      until: monthEnd(monthOf(m, y, today)),
    })),
    form("(?:a )?dozen", () => ({ count: 12 })),
    form(
      "(?<=^|^(?:(?!until|by|through|before)\\S+ ){1,4})[NU](\\d{1,2})(?! (?:AM|PM|OCLOCK|:|M\\d+|weeks?|months?|years?|days?|O\\d+|of the|percent))",
      ([n]: readonly string[]) => ({ count: Number(n) }),
    ),
  ],
} as const satisfies Record<string, readonly RepeatForm[]>;
