import type { Groups } from "#modules/language/line.ts";
import { inDaypart } from "#modules/language/in-daypart.ts";
import type { Value } from "#modules/language/values.ts";

import { type EnglishRule, valueRule } from "./date-values.ts";
import { NO_HOUR } from "./time-spans.ts";
import { clockTime, type TimeValue } from "./times.ts";

function withPart(time: TimeValue | undefined, value: Value | undefined): TimeValue | undefined {
  return time && value?.kind === "daypart" ? inDaypart(time, value) : undefined;
}

function isTime({ kind }: Value): boolean {
  return kind === "time" || kind === "times" || kind === "reference";
}

function timeAt(values: readonly Value[], index: string | undefined): TimeValue | undefined {
  const value = values[Number(index)];
  return value?.kind === "time" ? value : undefined;
}

const LINK = "(?:around |about |at |by |say |, )?";

/** A time next to a part of the day: 3:30 in the afternoon, evening 4, five tomorrow morning. */
export const TIMES_IN_DAYPARTS: readonly EnglishRule[] = [
  valueRule("{T}~{P}", "T", ([t, p], { values }) => withPart(timeAt(values, t), values[Number(p)])),
  valueRule(`{P}~${LINK}{T}`, "T", ([p, t], { values }) => withPart(timeAt(values, t), values[Number(p)])),
  valueRule("[NU](\\d\\d?) N([0-5]\\d)~{P}", "T", ([h, m, p], { values }) =>
    withPart(clockTime(Number(h), Number(m)), values[Number(p)]),
  ),
  // "Either 9 or 10 in the morning" are two times.
  valueRule("[NU](\\d\\d?)(?= or (?:at )?(?:T\\d+|[NU]\\d\\d?)~{P})", "T", ([n, p], { values }) =>
    withPart(clockTime(Number(n), 0), values[Number(p)]),
  ),
  valueRule("[NU](\\d\\d?)~{P}", "T", ([n, p], { values }) =>
    withPart(clockTime(Number(n), 0), values[Number(p)]),
  ),
  valueRule(`{P}~${LINK}[NU](\\d\\d?)${NO_HOUR}`, "T", ([p, n], { values }) =>
    withPart(clockTime(Number(n), 0), values[Number(p)]),
  ),
];

const CUE =
  "(?:at|@|around|about|approximately|roughly|circa|say|maybe|actually|make (?:it|that)|how about|what about|change (?:it|that) to|move (?:all of )?(?:it|that|them|all|those|these|everything|both) to|do|prefer|rather|like|the)";

/** "At one of your salons", "about one big thing": not one o'clock. */
const NOT_ONE =
  "(?!U1 (?:on [a-z]|(?!on|or|and|in|then|please|if|is|works|would|for|with|ish|sharp|instead|today|this|but|will|because|so|to)[a-z]))";

function hourRule(source: string): EnglishRule {
  return valueRule(source, "T", (groups: Groups) =>
    clockTime(Number(groups.find((group) => group !== "")), 0),
  );
}

/** An hour without am or pm that the surrounding words identify as one. */
export const BARE_HOURS: readonly EnglishRule[] = [
  valueRule(
    "(?<=^(?:(?:yes|ok|okay|yeah|sure|maybe|then|well|,) )*)[NU](\\d\\d?)(?= (?:works|would (?:be|work|suit|do)|is (?:good|fine|great|perfect|ok|okay|best|better)|suits|sounds|then)(?: |$))",
    "T",
    ([hour = ""], { context }) =>
      context.asked === "choice" || context.asked === "time" || context.asked === "date"
        ? clockTime(Number(hour), 0)
        : undefined,
  ),
  // "No, 12", in reply to the summary.
  valueRule(
    "(?<=^(?:(?:no|nope|not|wait|sorry|actually|oh|,) )+)[NU](\\d\\d?)(?= (?:please|then|instead|[.,!?])|$)",
    "T",
    ([hour = ""], { context }) => (context.asked === "confirm" ? clockTime(Number(hour), 0) : undefined),
  ),
  // "6.30" and nothing else.
  valueRule("^{K}(?: (?:please|then|[.!?]))*$", "T", ([dotted = ""]) => {
    const [hour, minute] = dotted.split(":").map(Number);
    return hour === undefined ? undefined : clockTime(hour, minute ?? 0);
  }),
  hourRule(`(?:at|@|around|about|approximately|circa) ${NOT_ONE}[NU](\\d\\d?)${NO_HOUR}`),
  hourRule(
    `(?<=(?:^| )${CUE} )${NOT_ONE}[NU](\\d\\d?)(?= (?:instead|please|works|is|would|then|on|this|[.?!,]|D|P|R|or|if|and (?:is|are|do|does|can|could|how|what|where|will|also))|$)`,
  ),
  // "Is 3 free?"
  hourRule(
    "(?<=(?:^| )(?:is|are|be) (?:the )?)[NU](\\d\\d?)(?: OCLOCK)?(?= (?:still |also |really )?(?:free|available|open|possible|taken|ok|okay|gone)(?: |$))",
  ),
  hourRule(`(?<=D\\d+ (?:then )?(?:, )?(?:then )?(?:for |at |@ )?)[NU](\\d\\d?)${NO_HOUR}(?! or so)`),
  // "Another one on Friday" is not one o'clock.
  hourRule(
    "(?:for )?(?:N(\\d\\d?)|(?<!(?:another|other|the|second|next|last|this|that|which|any) )U(\\d\\d?))(?= (?:, )?(?:on )?(?:the )?D\\d)",
  ),
  // "One at 10 one at 11", "10 and 2 for my twins", "for my twins on Tuesday at 10 and 11".
  hourRule("(?<=(?:^| )(?:[NU]1|one) at )[NU](\\d\\d?)(?= (?:U1|one|another) at )"),
  hourRule("[NU](\\d\\d?)(?= and (?:at )?[NU]\\d\\d? people(?![^ ]))"),
  hourRule("(?<=[NU]\\d\\d? and (?:at )?)[NU](\\d\\d?)(?= people(?![^ ]))"),
  hourRule(
    "(?<=people (?:\\S+ ){0,4}?)[NU](\\d\\d?)(?= and (?:at )?[NU]\\d\\d?(?: (?:on|for|please|[,.;])(?![^ ])|$))",
  ),
  hourRule(
    "(?<=people (?:\\S+ ){0,4}?[NU]\\d\\d? and (?:at )?)[NU](\\d\\d?)(?= (?:on|for|please|[,.;])(?![^ ])|$)",
  ),
  // "Book her for 11", but "book us for 4" is how many they are.
  hourRule(
    "(?<=(?:^| )(?:book|put|pencil|schedule) (?:me|it|that|him|her|F\\d+)(?: (?:in|down|with|F\\d+|her|him|V\\d+))* for )[NU](\\d\\d?)(?= (?:please|then|thanks|[.,!?])|$)",
  ),
  hourRule("[NU](\\d\\d?)(?: -)? (?:ish|sharp|instead|after all|on the dot)"),
  hourRule("(?<=(?:or|and|to) )[NU](\\d\\d?)(?= (?:on D|instead|please|[.?!]|would|works)|$)(?<=T\\d+ .*)"),
  valueRule(
    `(?:for |at )?(?:{K}|[NU](\\d\\d?) [NU](\\d\\d)|N([1-9][0-5]\\d|\\d{4})|[NU](\\d\\d?))${NO_HOUR}`,
    "T",
    (groups, { context, values }) => {
      if (context.asked !== "time" || values.some(isTime)) return undefined;
      const [dotted = "", h, m, four = "", hour] = groups;
      if (dotted !== "") return clockTime(Number(dotted.split(":")[0]), Number(dotted.split(":")[1]));
      if (h !== "" && h !== undefined) return clockTime(Number(h), Number(m));
      if (four !== "") return clockTime(Number(four.slice(0, -2)), Number(four.slice(-2)));
      return clockTime(Number(hour), 0);
    },
  ),
];
