import { type EnglishRule, valueRule } from "./date-values.ts";

type Part = readonly [words: string, from: number, to: number, half: "am" | "pm" | "noon"];

const HOUR = 60;

/** Parts of the day, in hours. Opening hours narrow them later; a part of the day never widens them. */
const PARTS: readonly Part[] = [
  ["mornings?|AM", 6, 12, "am"],
  ["early (?:in the )?mornings?|crack of dawn|early in the day", 6, 9, "am"],
  ["Q1 thing(?: in the mornings?)?|(?:start|beginning) of the day|opening time", 6, 10, "am"],
  ["late mornings?", 10, 12, "am"],
  ["mid(?: -)? mornings?", 9, 11.5, "am"],
  ["lunch ?time|lunch(?: ?(?:hour|break))?", 12, 14, "noon"],
  ["afternoons?|PM", 12, 17, "pm"],
  ["early (?:in the )?afternoons?", 12, 15, "pm"],
  ["late (?:in the )?afternoons?|(?:end|close) of (?:the )?(?:business )?day|eod|closing time", 15, 18, "pm"],
  ["mid(?: -)? afternoons?", 14, 16, "pm"],
  ["evenings?|(?<=(?:W\\d|D\\d+|G\\d+) )eve", 17, 21, "pm"],
  ["early (?:in the )?evenings?", 17, 19, "pm"],
  ["late (?:in the )?evenings?", 19, 22, "pm"],
  ["(?<!per )nights?|night ?time", 18, 24, "pm"],
];

const BEFORE = "(?:(?:in|during|for|at|on|by|sometime in|any ?time in|around)(?: the)? |the )?";

/** Parts of the day with the function words before them: morning, late afternoon, first thing, lunchtime. */
export const DAYPARTS: readonly EnglishRule[] = [
  ...PARTS.map((part) => partRule(`${needsThe(part[0])}(?:${part[0]})(?: time)?`, part)),
  // "Tuesday pm", where no hour precedes it.
  partRule("(?<=D\\d+ )AM", ["", 6, 12, "am"]),
  partRule("(?<=D\\d+ )PM", ["", 12, 17, "pm"]),
];

function partRule(source: string, [, from, to, half]: Part): EnglishRule {
  return valueRule(source, "P", () => ({ kind: "daypart", from: from * HOUR, to: to * HOUR, half }));
}

/** "in the am" is a part of the day; am without "the" belongs to its number. */
function needsThe(words: string): string {
  return words.includes("|AM") || words.includes("|PM") ? `(?:in the (?=AM|PM)|${BEFORE}(?!AM|PM))` : BEFORE;
}
