/** One word in canonical form, or a value that a rule has read. */
export type Piece = {
  /** A plain word (`next`), or a capital and its payload: `W2` Tuesday, `N5` the number 5, `D0` value 0. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
};

/** A text on its way from words to values: rules replace the words they understand by values. */
export type Line<Value> = { readonly pieces: readonly Piece[]; readonly values: readonly Value[] };

/** A form's capture groups; "" for a group that did not participate. */
export type Groups = readonly string[];

/** The first of these groups that participated, otherwise "". */
export function caught(...groups: readonly (string | undefined)[]): string {
  return groups.find((group) => group !== undefined && group !== "") ?? "";
}

/** What a rule receives in addition to its groups. */
export type Setting<Value, Context> = { readonly context: Context; readonly values: readonly Value[] };

/** A form and what it means; `undefined` if it turns out to mean nothing (31 February). */
export type Rule<Value, Context> = {
  readonly form: RegExp;
  readonly code: string;
  readonly read: (groups: Groups, setting: Setting<Value, Context>) => Value | undefined;
};

/**
 * Compiles a form. In its source a space separates pieces, `~` is a space that may include a comma or full
 * stop, and `{N}` captures the payload of a piece of that kind.
 */
export function formOf(source: string): RegExp {
  const expanded = source
    .replaceAll("~", "(?: [,.])? ")
    .replaceAll("{N}", "[NU](\\d+)")
    .replaceAll("{O}", "[OQ](\\d+)")
    .replaceAll(/\{([A-Z])\}/g, "$1(\\S+)");
  return new RegExp(`(?<![^ ])(?:${expanded})(?![^ ])`, "g");
}

type Found<Value, Context> = {
  readonly rule: Rule<Value, Context>;
  readonly from: number;
  readonly to: number;
  readonly groups: Groups;
};

/** The pieces as one string, separated by single spaces. */
export function textOf(line: { readonly pieces: readonly Piece[] }): string {
  let text = line.pieces[0]?.code ?? "";
  for (let i = 1; i < line.pieces.length; i += 1) text += ` ${line.pieces[i]!.code}`;
  return text;
}

/**
 * Replaces what the rules match by values. Of overlapping matches the longest wins, then the earlier rule.
 * `text` is `textOf` the line. Returns the same line if nothing matched.
 */
export function rewrite<Value, Context>(
  line: Line<Value>,
  text: string,
  rules: readonly Rule<Value, Context>[],
  context: Context,
): Line<Value> {
  const found = findAll(text, rules);
  if (found.length === 0) return line;
  const values = [...line.values];
  const taken: { from: number; to: number; piece: Piece }[] = [];
  const isTaken = new Uint8Array(line.pieces.length);
  for (const { rule, from, to, groups } of found) {
    // Longer matches were placed first, so one that overlaps this match covers at least one of its ends.
    if (isTaken[from] === 1 || isTaken[to - 1] === 1) continue;
    const value = rule.read(groups, { context, values });
    if (value === undefined) continue;
    const start = line.pieces[from]?.start ?? 0;
    const end = line.pieces[to - 1]?.end ?? start;
    isTaken.fill(1, from, to);
    taken.push({ from, to, piece: { code: `${rule.code}${values.length}`, start, end } });
    values.push(value);
  }
  if (taken.length === 0) return line;
  return { pieces: replaced(line.pieces, taken), values };
}

function replaced(pieces: readonly Piece[], taken: { from: number; to: number; piece: Piece }[]): Piece[] {
  const result: Piece[] = [];
  let next = 0;
  const inOrder = taken.length < 2 ? taken : taken.toSorted((a, b) => a.from - b.from);
  for (const { from, to, piece } of inOrder) {
    while (next < from) result.push(pieces[next++]!);
    result.push(piece);
    next = to;
  }
  while (next < pieces.length) result.push(pieces[next++]!);
  return result;
}

function findAll<Value, Context>(
  text: string,
  rules: readonly Rule<Value, Context>[],
): Found<Value, Context>[] {
  const found: Found<Value, Context>[] = [];
  let before: Uint16Array | undefined;
  for (const rule of rules) {
    for (const match of matchesOf(rule.form, text)) {
      const [words] = match;
      if (words === "") continue;
      before ??= piecesBefore(text);
      const from = before[match.index]!;
      const to = before[match.index + words.length]! + 1;
      const groups = match.slice(1).map((group: string | undefined) => group ?? "");
      found.push({ rule, from, to, groups });
    }
  }
  return found.length < 2 ? found : found.toSorted((a, b) => b.to - b.from - (a.to - a.from));
}

/**
 * For each offset, the number of pieces that end before it: pieces are separated by single spaces, and forms
 * match whole pieces. Valid until the next call.
 */
function piecesBefore(text: string): Uint16Array {
  if (counted.length <= text.length) counted = new Uint16Array(text.length * 2);
  let count = 0;
  for (let i = 0; i < text.length; ) {
    if (text.charCodeAt(i) === SPACE) count += 1;
    i += 1;
    counted[i] = count;
  }
  return counted;
}

/** Reused, since allocating costs more than filling it. Index 0 stays 0. */
let counted = new Uint16Array(1024);

const SPACE = 32;

/**
 * Like `matchAll`, which clones the expression on every call; with a hundred forms that matters. `form` must
 * be global.
 */
export function matchesOf(form: RegExp, text: string): readonly RegExpExecArray[] {
  form.lastIndex = 0;
  let match = form.exec(text);
  if (match === null) return NONE;
  const found: RegExpExecArray[] = [];
  while (match !== null) {
    found.push(match);
    if (match[0] === "") form.lastIndex += 1;
    match = form.exec(text);
  }
  return found;
}

const NONE: readonly RegExpExecArray[] = [];
