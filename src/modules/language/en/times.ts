import { caught, type Groups } from "#modules/language/line.ts";
import type { Reading, Value } from "#modules/language/values.ts";

import { COUNT, howMany } from "./relative-dates.ts";
import { type EnglishRule, valueRule } from "./date-values.ts";

export type TimeValue = Extract<Value, { kind: "time" }>;

/**
 * A clock time. It is `sure` with am or pm, or if only the 24-hour clock has it. Otherwise the minutes are
 * those of a 12-hour dial, with 12 as 0. Undefined if there is no such time.
 */
export function clockTime(
  hour: number,
  minute: number,
  half = "",
  leadingZero = false,
): TimeValue | undefined {
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  if (half !== "") return withHalf(hour, minute, half);
  if (hour > 12 || hour === 0 || leadingZero) return sure((hour % 24) * 60 + minute);
  return { kind: "time", minutes: (hour % 12) * 60 + minute, sure: false };
}

/** 12 am is midnight; 15 pm is taken for 15:00, and 15 am is invalid. */
function withHalf(hour: number, minute: number, half: string): TimeValue | undefined {
  if (hour > 12) return hour < 24 && half !== "AM" ? sure(hour * 60 + minute) : undefined;
  return sure((hour % 12) * 60 + minute + (half === "PM" && hour > 0 ? 720 : 0));
}

/** A time, in minutes of the day, about which am or pm is not in doubt. */
export function sure(minutes: number): TimeValue {
  return { kind: "time", minutes, sure: true };
}

function timeRule(
  source: string,
  read: (groups: Groups, context: Reading) => TimeValue | undefined,
): EnglishRule {
  return valueRule(source, "T", (groups, { context }) => read(groups, context));
}

function written(text = "", half = ""): TimeValue | undefined {
  const [hour = "", minute = ""] = text.split(":");
  return clockTime(Number(hour), Number(minute), half, hour.length === 2 && hour.startsWith("0"));
}

function fourDigits(text = "", half = ""): TimeValue | undefined {
  return clockTime(Number(text.slice(0, -2)), Number(text.slice(-2)), half, text.startsWith("0"));
}

/** That many minutes before or after a time, or an hour, that was given. */
function beside(hour: TimeValue | undefined, minutes: number): TimeValue | undefined {
  if (hour === undefined) return undefined;
  const day = hour.sure ? 1440 : 720;
  return { ...hour, minutes: (hour.minutes + minutes + day) % day };
}

const HALF = "(?:~(AM|PM))?";
const NEAR =
  "(?:at|@|around|about|by|before|after|until|from|approximately|circa|say|for|past|between|to|and)";
const HOUR_OF = `(?:[NU](\\d\\d?)(?: OCLOCK)?(?: (AM|PM))?|(noon|midday|midnight))`;

function hourOf([n, half, word]: Groups): TimeValue | undefined {
  if (word) return sure(word === "midnight" ? 0 : 720);
  return clockTime(Number(n), 0, half);
}

const TO = "(?:to|until|before|of|till)";
/** "5 to 10 minutes late" is not a time, and neither is "13th to 2 October". */
const NO_LENGTH = "(?! (?:minutes?|hours?|days?|weeks?|M\\d+)(?![^ ]))";
const PAST = "(?:past|after)";

/** Clock times: 3:30 pm, half past three, quarter to 5, noon, three thirty, 1530 hours. */
export const CLOCK_TIMES: readonly EnglishRule[] = [
  timeRule(`{C}${HALF}`, ([text, half]) => written(text, half)),
  timeRule(`{K} (AM|PM)`, ([text, half]) => written(text, half)),
  timeRule("{K}(?= (?:h|hours))", ([text]) => written(text)),
  timeRule(`{K}(?= OCLOCK)`, ([text]) => written(text)),
  timeRule(`(?<=(?:^| )(?:${NEAR}|D\\d+) ){K}`, ([text]) => written(text)),
  timeRule("[NU](\\d\\d?)(?: OCLOCK)?~(AM|PM)", ([n, half]) => clockTime(Number(n), 0, half)),
  timeRule("[NU](\\d\\d?)(?: ish| sharp| exactly)? OCLOCK(?: (AM|PM))?", ([n, half]) =>
    clockTime(Number(n), 0, half),
  ),
  // 19h, 8h30; 1h30 is more likely a duration.
  timeRule("(?<!(?:in|for|takes|within|about|least) )N(\\d\\d?) h(?: N([0-5]\\d))?", ([h, m = "0"]) =>
    Number(h) < 7 ? undefined : clockTime(Number(h), Number(m)),
  ),
  timeRule("N(\\d\\d?) (?:;|,|'|:|: :) N([0-5]\\d)~(AM|PM)", ([h, m, half]) =>
    clockTime(Number(h), Number(m), half),
  ),
  timeRule("N(\\d{3,4}) OCLOCK", ([text]) => fourDigits(text)),
  timeRule("N(\\d{3,4}) (AM|PM)", ([text, half]) => fourDigits(text, half)),
  timeRule("N(\\d{4})(?: (?:hours?|h))", ([text]) => fourDigits(text)),
  timeRule(`(?<=(?:^| )(?:at|@|around|about|D\\d+) )N(\\d{4})(?! people)`, ([text]) => fourDigits(text)),
  // "At 930", unless a street name follows; "2;30".
  timeRule(
    "(?<=(?:^| )(?:at|@|around) )N([1-9][0-5]\\d)(?= (?:please|on|if|or|and|is|works?|would|then|[.,!?]|D\\d+|[A-Z]+)(?: |$)|$)",
    ([text]) => fourDigits(text),
  ),
  timeRule("N(\\d\\d?) ; N([0-5]\\d)(?! \\S*\\d)", ([h, m]) => clockTime(Number(h), Number(m))),
  // "230 on Friday", "6 15 tomorrow", "2.30 Friday".
  timeRule("N([1-9][0-5]\\d|1[0-2][0-5]\\d)(?= (?:on )?(?:the )?D\\d)", ([text]) => fourDigits(text)),
  timeRule("N(\\d\\d?) N([0-5]\\d)(?= (?:on )?(?:the )?D\\d)", ([h, m]) => clockTime(Number(h), Number(m))),
  timeRule("{K}(?= (?:on )?D\\d)", ([text]) => written(text)),
  timeRule("N(1[3-9]|2[0-3]) hour(?= (?:please|on|D\\d+|[.,!])|$)", ([h]) => clockTime(Number(h), 0)),
  // 9-30 am is a time; 9-10 am is a range from nine to ten.
  timeRule("[NU](\\d\\d?) (?:- (?!N1[0-2] ))?[NU](\\d\\d)~(AM|PM)", ([h, m, half]) =>
    clockTime(Number(h), Number(m), half),
  ),
  timeRule(`U(\\d\\d?)(?: -)? U(\\d\\d)(?! (?:${COUNT}|minutes?|hours?|days?|people)(?![^ ]))`, ([h, m]) =>
    clockTime(Number(h), Number(m)),
  ),
  timeRule("(?<=(?:^| )(?:at|@|around|about|by|D\\d+) )[NU](\\d\\d?) [NU](\\d\\d)", ([h, m]) =>
    clockTime(Number(h), Number(m)),
  ),
  timeRule(`[NU](\\d\\d?) (?:o|oh|zero|U0) [NU](\\d)${HALF}`, ([h, m, half]) =>
    clockTime(Number(h), Number(m), half),
  ),
  timeRule(
    "[NU](\\d\\d?) hundred(?: hours)?(?! (?:percent|%|dollars?|people|times?|bucks)(?![^ ]))",
    ([h]) => (Number(h) < 24 ? sure(Number(h) * 60) : undefined),
  ),
  timeRule(`(?:a |an )?half(?: -)? (?:${PAST} )?${HOUR_OF}(?! (?:hours?|an|minutes|days?))`, (groups) =>
    beside(hourOf(groups), 30),
  ),
  timeRule(`(?:a )?(?:quarter|[NU]15)(?: minutes?)?(?: -)? ${PAST} ${HOUR_OF}`, (groups) =>
    beside(hourOf(groups), 15),
  ),
  timeRule(`(?:a )?(?:quarter|[NU]15)(?: minutes?)?(?: -)? ${TO} ${HOUR_OF}`, (groups) =>
    beside(hourOf(groups), -15),
  ),
  timeRule(`(?:[NU](\\d\\d?))(?: minutes?)? ${PAST} ${HOUR_OF}`, ([n, ...hour]) =>
    beside(hourOf(hour), Number(n)),
  ),
  timeRule(
    `(?<!(?:from|between) )(?:[NU](5|10|20|25)|[NU](\\d\\d?) minutes?) (?:${TO}) ${HOUR_OF}${NO_LENGTH}`,
    ([n, m, ...hour]) => beside(hourOf(hour), -Number(caught(n, m))),
  ),
  timeRule("(?:[NU]12(?: OCLOCK)? )?(?:noon|midday|mid(?: -)? day|noon time|high noon)", () => sure(720)),
  timeRule("(?:[NU]12(?: OCLOCK)? )?(?:midnight|mid(?: -)? night)", () => sure(0)),
];

const ABOUT = "(?:(?:about|around|roughly|approximately|like|maybe|another|just) )?";

/** In two hours, half an hour from now, right away: an instant relative to now. */
export const MOMENTS: readonly EnglishRule[] = [
  moment(
    `in ${ABOUT}${COUNT} (hours?|h|minutes?)(?: time)?(?: from now)?`,
    ([n, unit = ""]) => howMany(n) * minutesOf(unit),
  ),
  moment(`${COUNT} (hours?|minutes?) from now`, ([n, unit = ""]) => howMany(n) * minutesOf(unit)),
  moment("(?:in )?(?:a )?half (?:an |a )?hour(?: from now)|in (?:a )?half (?:an |a )?hour", () => 30),
  moment(`in ${ABOUT}[NU](\\d\\d?) [.] N(\\d) hours?`, ([n, tenths]) => Number(n) * 60 + Number(tenths) * 6),
  moment("in (?:a )?quarter (?:of )?an hour|in X1/4 (?:of )?(?:an )?hour", () => 15),
  moment("in (?:U3|N3)(?: -)? quarters (?:of )?an hour|in X3/4 (?:of )?(?:an )?hour", () => 45),
  moment("in X1/2 (?:an? )?hour", () => 30),
  moment(`in ${COUNT} and a half hours`, ([n]) => howMany(n) * 60 + 30),
  endOf("(?:(?:at |by |the |at the |by the |until the )*)end of (?:the )?{D}"),
  endOf("(?:by |at )?(?:the )?eod|(?<!(?:at|the) )end of day()", true),
  moment("in an hour and (?:a )?half", () => 90),
  moment(`in ${COUNT} hours? and ${COUNT} minutes`, ([h, m]) => howMany(h) * 60 + howMany(m)),
];

function minutesOf(unit: string): number {
  return unit.startsWith("h") ? 60 : 1;
}

/** The last minute of a day, today if none is named. */
function endOf(source: string, isLoose = false): EnglishRule {
  return valueRule(source, "I", ([index = ""], { context, values }) => {
    // If a time was asked for, or next to a date, "end of day" means closing time.
    if (isLoose && (context.asked === "time" || values.some(({ kind }) => kind === "date"))) return undefined;
    const value = index === "" ? undefined : values[Number(index)];
    if (index !== "" && value?.kind !== "date") return undefined;
    return { kind: "moment", day: value?.kind === "date" ? value.day : context.today, minutes: 1439 };
  });
}

function moment(source: string, minutesFrom: (groups: Groups) => number): EnglishRule {
  return valueRule(source, "I", (groups, { context }) => {
    const minutes = context.minute + minutesFrom(groups);
    if (minutes > 100_000) return undefined;
    return { kind: "moment", day: context.today + Math.floor(minutes / 1440), minutes: minutes % 1440 };
  });
}
