import { halfOf, type Trial } from "./score.ts";
import { clockOf, type Said, understandAt } from "./understand-at.ts";

type Meaning = { readonly type: string; readonly value?: string };
export type RecognizersLine = {
  readonly input: string;
  readonly ref: string;
  readonly results: readonly { readonly type: string; readonly values: readonly Meaning[] }[];
};

const SINGLE: ReadonlySet<string> = new Set(["date", "time", "datetime"]);

/** Phrases with a date, a time or both: any of the meanings that the data set allows counts as right. */
export function recognizersTrials(lines: readonly RecognizersLine[]): Trial[] {
  return lines.flatMap(({ input, ref, results }) => {
    const [only, ...others] = results;
    if (only === undefined || others.length > 0 || !SINGLE.has(only.type)) return [];
    const said = understandAt(input, { now: `${ref}Z`, zone: "UTC" });
    const meant = only.values.map((meaning) => meaning.value ?? "");
    const note = `${ref} ${input} | ${meant.join(" ")} | ${said.date} ${clockOf(said.time)}`;
    const right = meant.some((value) => isMeant(value, only.type, said));
    return [{ measure: "Recognizers single dates and times", part: halfOf(input + ref), right, note }];
  });
}

function isMeant(value: string, type: string, said: Said): boolean {
  if (value === "not resolved") return said.date === undefined;
  if (type === "date") return said.date === value;
  if (type === "time") return clockOf(said.time) === value.slice(0, 5);
  return said.date === value.slice(0, 10) && clockOf(said.time) === value.slice(11, 16);
}
