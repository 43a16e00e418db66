import type { Groups } from "#modules/language/line.ts";
import type { Value } from "#modules/language/values.ts";

import { type EnglishRule, valueRule } from "./date-values.ts";
import { clockTime, type TimeValue } from "./times.ts";

/** What follows a number that is not an hour: 4 people, 30 minutes, 2 of us. */
export const NO_HOUR =
  "(?! (?:people|persons?|guests?|adults?|kids?|children|of us|of them|minutes?|hours?|days?|weeks?|months?|years?|percent|%|dollars?|bucks|euros?|pounds?|times?|stars?|miles?|services?|appointments?|slots?|options?|visits?|sessions?|friends?|others?|more|or so|x|:|/|[.] N|- (?!N|U|T|P)|[NUCK]\\d|,? N\\d{4}|st|street|ave|avenue|road|main)(?![^ ]))";

/** A time that was read, or a number that may be an hour. Two capture groups. */
const END = `(?:{T}|[NU](\\d\\d?)${NO_HOUR})`;

function endOf(
  index: string | undefined,
  hour: string | undefined,
  values: readonly Value[],
): TimeValue | undefined {
  if (hour) return clockTime(Number(hour), 0);
  const value = values[Number(index)];
  return index && value?.kind === "time" ? value : undefined;
}

/**
 * In a range, an ambiguous end takes its half of the day from the other: between 2 and 4 pm, from 9 to 17:30.
 */
function span(first: TimeValue | undefined, last: TimeValue | undefined): Value | undefined {
  if (first === undefined || last === undefined) return undefined;
  if (first.sure && last.sure)
    return { kind: "times", from: first.minutes, to: last.minutes || 1440, sure: true };
  if (first.sure) {
    const to = last.minutes > first.minutes ? last.minutes : last.minutes + 720;
    return to > first.minutes ? { kind: "times", from: first.minutes, to, sure: true } : undefined;
  }
  if (last.sure) {
    const afternoon = first.minutes + 720;
    return {
      kind: "times",
      from: afternoon < last.minutes ? afternoon : first.minutes,
      to: last.minutes,
      sure: true,
    };
  }
  const to = last.minutes > first.minutes ? last.minutes : last.minutes + 720;
  return { kind: "times", from: first.minutes, to, sure: false };
}

function betweenRule(source: string): EnglishRule {
  return valueRule(source, "S", (groups, { values }) => {
    const [a, b, c, d] = groups;
    return span(endOf(a, b, values), endOf(c, d, values));
  });
}

function openRule(source: string, end: "from" | "to"): EnglishRule {
  return valueRule(source, "S", (groups: Groups, { values }) => {
    const time = endOf(groups[0], groups[1], values);
    return time && { kind: "times", [end]: time.minutes, sure: time.sure };
  });
}

const TO = "(?:to|and|-|until|through|or)";
const ANY = "(?:any ?(?:time|where)? |some ?time |anything )?";

/** "After I finish work", "once the kids are out of school". */
const DOING =
  "(?:(?:i|we|my [a-z]+|the (?:kids|children)|he|she|they) (?:have |be |are |is |am |will )?(?:finish|finishes|finished|get|gets|got|leave|leaves|done|off|out|home|back|let out)(?: (?:off|out|home|back|done))?(?: (?:of|from|with|at))?)";

/** Time ranges: between 2 and 4, 9-5, after 5, before noon, from 3 on, until 4. */
export const TIME_SPANS: readonly EnglishRule[] = [
  // "Move it from 3 to 4" names one time, the new one.
  valueRule(
    `(?<=(?:^| )(?:move|moved|change|changed|switch|push|shift|bump|swap|reschedule)(?: .*)? )(?:from )?(?:T\\d+|[NU]\\d\\d?) to ${END}`,
    "T",
    ([index, hour], { values }) => endOf(index, hour, values),
  ),
  betweenRule(`${ANY}(?:between|betwen|from) ${END}~${TO} ${END}`),
  betweenRule(`{T}()~(?:to|-|until|through) ${END}`),
  betweenRule(
    "(?<=D\\d+ |P\\d+ |at |^)()[NU](\\d\\d?) (?:-|to|until) ()[NU](\\d\\d?)(?= (?:[.?!,]|P|D|on|please|works)|$)",
  ),
  betweenRule(`()[NU](\\d\\d?) (?:to|-|until|through) {T}()`),
  openRule(
    `${ANY}(?:after|past|later than|from|since|not before|(?:nothing|none|never) (?:before|earlier than)|no earlier than|not earlier than|starting(?: at| from)?|beyond|no sooner than) ${END}(?: (?:on|onwards?|forward))?`,
    "from",
  ),
  openRule(
    `${END} (?:or (?:any ?time )?(?:later|after)|onwards?|and (?:later|after|up)|at the (?:very )?earliest)`,
    "from",
  ),
  openRule(
    `${ANY}(?:before|earlier than|no later than|not later than|not after|(?:nothing|none|never) (?:after|past|later than)|until|up to|prior to|by) ${END}`,
    "to",
  ),
  // "I finish at 4", "once I'm off at 3": they cannot come before that.
  openRule(
    `(?:i|we) (?:be )?(?:only |usually |will |can |could )?(?:(?:be )?(?:finish|finished|get (?:off|out|done)|done|off|free|out of)(?: (?:work|school|working|class|up))?|work until) (?:at |around |about |by |from )?${END}(?! (?:to|-|until|through|and|or) [TNU]\\d)`,
    "from",
  ),
  // "My train is at 2, so after that".
  valueRule(
    `(?:at |until |by |from )?${END}(?: ,)?(?: (?:so|but|and|then))*(?: (?:any ?time|something|anything|only|maybe|some time|ideally|preferably))* (after|before)(?: (?:that|then|this|it))?(?= (?:[.!?,]|please|works?|would|is|if|on)|$)`,
    "S",
    ([index, hour, way = ""], { values }) => {
      const time = endOf(index, hour, values);
      return time && { kind: "times", [way === "after" ? "from" : "to"]: time.minutes, sure: time.sure };
    },
  ),
  openRule(`${END} (?:or earlier|or before|and before|at the latest)`, "to"),
  // "9 is too early": any time after it.
  valueRule(
    `${END} (?:is |be |are |would be |seems )?(?:way |much |far |a bit |a little |a tad |rather )*too (early|soon|late)`,
    "S",
    ([index, hour, how = ""], { values }) => {
      const time = endOf(index, hour, values);
      const bound = how === "late" ? { to: time?.minutes ?? 0 } : { from: (time?.minutes ?? 0) + 1 };
      return time && { kind: "times", ...bound, sure: time.sure };
    },
  ),
  valueRule(`(?:after|once) (?:${DOING} )?(?:work|office hours)`, "S", () => ({
    kind: "times",
    from: 17 * 60,
    sure: true,
  })),
  valueRule(`(?:after|once) (?:${DOING} )?school(?: (?:pick ?up|is out|run))?`, "S", () => ({
    kind: "times",
    from: 15 * 60,
    sure: true,
  })),
  valueRule("before (?:work|school)", "S", () => ({ kind: "times", to: 9 * 60, sure: true })),
  valueRule("(?:after|past) {P}", "S", ([index], { values }) => {
    const part = values[Number(index)];
    return part?.kind === "daypart" ? { kind: "times", from: part.to, sure: true } : undefined;
  }),
  valueRule("before {P}", "S", ([index], { values }) => {
    const part = values[Number(index)];
    return part?.kind === "daypart" ? { kind: "times", to: part.from, sure: true } : undefined;
  }),
];
