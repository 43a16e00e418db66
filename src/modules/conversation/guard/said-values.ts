import { type Context, readLine, type Value } from "#modules/language/index.ts";

import type { SaidTime } from "./local-span.ts";

/** All dates, times and numbers of some texts, to look up what they mention. */
export type SaidValues = {
  readonly days: ReadonlySet<number>;
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
  readonly times: readonly SaidTime[];
  readonly spans: readonly Extract<Value, { kind: "times" }>[];
  readonly dayparts: readonly { readonly from: number; readonly to: number }[];
  readonly numbers: ReadonlySet<number>;
};

type Found = {
  readonly days: Set<number>;
  readonly ranges: { from: number; to: number }[];
  readonly times: SaidTime[];
  readonly spans: Times[];
  readonly dayparts: { from: number; to: number }[];
  readonly numbers: Set<number>;
};
type Times = Extract<Value, { kind: "times" }>;

/** Reads texts. A number that could be an hour also counts as a time. */
export function valuesOf(texts: readonly string[], context: Context): SaidValues {
  const found: Found = {
    days: new Set(),
    ranges: [],
    times: [],
    spans: [],
    dayparts: [],
    numbers: new Set(),
  };
  for (const text of texts) {
    const { pieces, values } = readLine(text, context);
    for (const value of values) add(found, value);
    for (const { code } of pieces) addNumber(found, /^[NU](\d+)$/.exec(code)?.[1]);
  }
  return found;
}

function add({ days, ranges, times, spans, dayparts }: Found, value: Value): void {
  switch (value.kind) {
    case "date":
      for (const day of daysOf(value)) days.add(day);
      break;
    case "dates":
      ranges.push({ from: value.from ?? -Infinity, to: value.to ?? Infinity });
      break;
    case "time":
      times.push(value);
      break;
    case "moment":
      days.add(value.day);
      times.push({ minutes: value.minutes, sure: true });
      break;
    case "times":
      spans.push(value);
      for (const minutes of [value.from, value.to])
        if (minutes !== undefined) times.push({ minutes, sure: value.sure });
      break;
    case "daypart":
      dayparts.push(value);
      break;
    default:
  }
}

/** If weekday and date disagree, either may be meant. */
function daysOf({ day, doubt }: Extract<Value, { kind: "date" }>): readonly number[] {
  return doubt?.why === "weekday_disagrees" ? doubt.days : [day];
}

function addNumber({ numbers, times }: Found, figure: string | undefined): void {
  if (figure === undefined) return;
  const number = Number(figure);
  numbers.add(number);
  if (number <= 24) times.push({ minutes: (number % 12) * 60, sure: false });
}
