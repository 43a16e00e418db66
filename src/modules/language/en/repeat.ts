import { byCues } from "#modules/language/cues.ts";
import type { RepeatFound } from "#modules/language/language.ts";
import { type Line, textOf } from "#modules/language/line.ts";
import type { Reading, Value } from "#modules/language/values.ts";

import {
  ANSWERS,
  HOW_MANY,
  NEAREST,
  OFTEN,
  ONCE,
  type RepeatForm,
  SPARED,
  STANDING,
} from "./repeat-forms.ts";

const formsFor = byCues([...OFTEN, STANDING, ONCE, ...HOW_MANY, SPARED, NEAREST], ({ form }) => form);

const LISTENS: ReadonlySet<Reading["asked"]> = new Set(["repeat_every", "repeat_until", "conflict"] as const);
/** No form matches a line without one of these words, and most lines have none. */
const PERHAPS: ReadonlySet<string> = new Set(
  "every each once twice weekly biweekly bi fort fortnightly nightly bimonthly monthly quarterly yearly annually annual daily everyday apart between consecutive row running week weeks month months year years half standing recurring repeating repeated regular series just only off repeat recur single times time x visits appointments sessions bookings occasions dates haircuts treatments lessons classes total all altogether them overall couple few dozen end until through indefinitely forever ever skip skipping leave leaving drop omit exclude without ones rest others nearest closest best nearby alternative alternatives".split(
    " ",
  ),
);

/**
 * How a visit is to recur, as far as a line says so. The word `every` replaces what was read, so that its
 * numbers are not taken for hours. A number of visits is removed only along with a frequency, or if it was
 * asked for; otherwise it is also left in the line, since it may mean something else.
 */
export function readRepeat(
  line: Line<Value>,
  { asked, today }: Pick<Reading, "asked" | "today">,
): { readonly line: Line<Value>; readonly repeat?: RepeatFound } {
  if (!LISTENS.has(asked) && !mayRepeat(line)) return { line };
  const answers =
    asked === "repeat_every" || asked === "repeat_until" || asked === "conflict" ? ANSWERS[asked] : [];
  const text = textOf(line);
  const likely = new Set(formsFor(text));
  if (likely.size === 0 && answers.length === 0) return { line };
  const reader: Reader = { line, text, today, likely };
  const repeat = readForms(reader, answers);
  return repeat ? { line: reader.line, repeat } : { line };
}

function readForms(reader: Reader, answers: readonly RepeatForm[]): RepeatFound | undefined {
  const said = takeLast(reader, OFTEN) ?? takeLast(reader, [STANDING]);
  const once = find(reader, ONCE);
  const ends =
    said !== undefined || answers.length > 0
      ? (takeLast(reader, HOW_MANY) ?? takeLast(reader, answers))
      : HOW_MANY.map((one) => find(reader, one)).find((one) => one !== undefined);
  const wish = find(reader, NEAREST) ?? find(reader, SPARED);
  return (said ?? once ?? ends ?? wish) && { ...wish, ...ends, ...(said ?? once) };
}

function mayRepeat({ pieces }: Line<Value>): boolean {
  return pieces.some(
    ({ code }, i) => PERHAPS.has(code) || (code === "next" && /^[NU]/.test(pieces[i + 1]?.code ?? "")),
  );
}

type Reader = {
  line: Line<Value>;
  text: string;
  readonly today: number;
  readonly likely: ReadonlySet<RepeatForm>;
};

function find({ text, today, likely }: Reader, one: RepeatForm): RepeatFound | undefined {
  if (!likely.has(one)) return undefined;
  one.form.lastIndex = 0;
  const match = one.form.exec(text);
  return match ? one.read(match.slice(1), today) : undefined;
}

/** "Every week, no, every two weeks": the last one not refused counts; all are removed from the line. */
function takeLast(reader: Reader, forms: readonly RepeatForm[]): RepeatFound | undefined {
  const possible = forms.filter((one) => reader.likely.has(one) || !KNOWN.has(one));
  if (possible.length === 0) return undefined;
  const all: RepeatFound[] = [];
  for (let from = 0; ; ) {
    const found = nextOf(reader, possible, from);
    if (!found) break;
    if (!REFUSED.test(reader.text.slice(0, found.at))) all.push(found.repeat);
    from = replace(reader, found);
  }
  return all.length === 0 ? undefined : (Object.assign({}, ...all) as RepeatFound);
}

/** Forms that the prefilter covers; others are always tried. */
const KNOWN: ReadonlySet<RepeatForm> = new Set([...OFTEN, STANDING, ONCE, ...HOW_MANY, SPARED, NEAREST]);
const REFUSED = /(?:^| )(?:not|instead of|rather than)(?: \S+)? $/;

type Found = { readonly at: number; readonly words: string; readonly repeat: RepeatFound };

/** The first match from that offset on; of several at one offset, the longest. */
function nextOf({ text, today }: Reader, forms: readonly RepeatForm[], from: number): Found | undefined {
  let best: Found | undefined;
  for (const { form, read } of forms) {
    form.lastIndex = from;
    const match = form.exec(text);
    const repeat = match && match[0] !== "" ? read(match.slice(1), today) : undefined;
    if (!match || !repeat) continue;
    const [words] = match;
    const isBetter =
      !best || match.index < best.at || (match.index === best.at && words.length > best.words.length);
    if (isBetter) best = { at: match.index, words, repeat };
  }
  return best;
}

/** Replaces the match by `every`; returns the offset to continue from. */
function replace(reader: Reader, { at, words }: Found): number {
  const { pieces, values } = reader.line;
  const first = wordsIn(reader.text.slice(0, at));
  const count = wordsIn(words);
  const piece = { code: "every", start: pieces[first]!.start, end: pieces[first + count - 1]!.end };
  reader.line = { pieces: [...pieces.slice(0, first), piece, ...pieces.slice(first + count)], values };
  reader.text = textOf(reader.line);
  return at + piece.code.length;
}

function wordsIn(text: string): number {
  return text.split(" ").filter((word) => word !== "").length;
}
