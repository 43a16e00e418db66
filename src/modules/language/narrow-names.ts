import type { Match } from "./match-names.ts";
import { joined, type NameRules, type Word, wordsOf, wordsSaid } from "./name-words.ts";
import type { Token } from "./tokens.ts";
import type { Named } from "./values.ts";

/**
 * Resolves what a text names: where the surrounding words tell which of several is meant ("a check-up for my
 * son", "the 90 minute massage"), or where one name was matched as several ("bath for a large dog"). What no
 * word distinguishes is left to be asked about, once.
 */
export function narrowed(
  matches: readonly Match[],
  tokens: readonly Token[],
  list: readonly Named[],
  rules: NameRules,
): Match[] {
  const inOrder = withoutLeads(
    matches.toSorted((a, b) => a.from - b.from),
    tokens,
    rules,
  );
  const isSettled =
    inOrder.every(({ alternatives }) => alternatives.length === 0) &&
    !inOrder.some((match, i) => i > 0 && sharesName(inOrder[i - 1]!, match, rules));
  if (isSettled) return inOrder.length < matches.length ? inOrder : [...matches];
  const groups = groupsOf(withoutOwners(inOrder, tokens, rules), tokens, rules);
  return groups.flatMap((group) => {
    const said = groups.length === 1 ? tokens : besideOthers(group, tokens, rules);
    return narrow(group, said, list, rules);
  });
}

/** "A tutor for English", where "tutor" is also a word of another name: what it is for decides. */
function withoutLeads(inOrder: readonly Match[], tokens: readonly Token[], rules: NameRules): Match[] {
  return inOrder.filter((match, i) => {
    const next = inOrder[i + 1];
    const isLead =
      next?.from === match.to + 1 &&
      rules.whatFor.test(tokens[match.to]?.text ?? "") &&
      match.to - match.from === 1;
    return !isLead || next.named.id === match.named.id || isWholeName(match, tokens, rules);
  });
}

function isWholeName({ named, from, to }: Match, tokens: readonly Token[], rules: NameRules): boolean {
  const said = joined(wordsSaid(tokens.slice(from, to), rules));
  return [named.name, ...(named.aliases ?? [])].some((name) => {
    const whole = joined(wordsOf(name, rules));
    return whole.stem === said.stem || whole.raw === said.raw;
  });
}

/** "My dog, nails": whom it is for is not a second service if another match is unambiguous. */
function withoutOwners(matches: readonly Match[], tokens: readonly Token[], { own }: NameRules) {
  const isClear = ({ alternatives }: Match) => alternatives.length === 0;
  if (!matches.some(isClear)) return matches;
  return matches.filter((match) => isClear(match) || !own.test(tokens[match.from - 1]?.text ?? ""));
}

/** The surrounding words, up to those that separate the group from others. */
function besideOthers(group: readonly Match[], tokens: readonly Token[], { parts }: NameRules) {
  const isPart = ({ text }: Token) => parts.test(text);
  const [from, to] = [group[0]!.from, group.at(-1)!.to];
  const start = tokens.slice(0, from).findLastIndex(isPart) + 1;
  const end = tokens.slice(to).findIndex(isPart);
  return tokens.slice(start, end < 0 ? undefined : to + end);
}

/** Adjacent names that share a word: "volume lash refill". */
function sharesName(a: Match, b: Match, rules: NameRules): boolean {
  if (b.from !== a.to) return false;
  const words = wordsOf(a.named.name, rules);
  return wordsOf(b.named.name, rules).some(
    (word) => rules.isTelling(word.raw) && words.some((other) => isSame(other, word, rules)),
  );
}

/** Whether two matches may mean the same item; "manicure pedicure" are two. */
function mayBeOne(a: Match, b: Match, between: readonly Token[], rules: NameRules): boolean {
  const ids = new Set([a.named, ...a.alternatives].map(({ id }) => id));
  const isShared = [b.named, ...b.alternatives].some(({ id }) => ids.has(id));
  return isShared || between.some(({ text }) => text !== "-") || sharesName(a, b, rules);
}

/** Groups matches: what is wanted in addition has words of its own to tell it apart. */
function groupsOf(inOrder: readonly Match[], tokens: readonly Token[], rules: NameRules): Match[][] {
  const groups: Match[][] = [];
  for (const match of inOrder) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const between = before ? tokens.slice(before.to, match.from) : [];
    const isApart = between.some(({ text }) => rules.parts.test(text));
    if (last && before && !isApart && mayBeOne(before, match, between, rules)) last.push(match);
    else groups.push([match]);
  }
  return groups;
}

function narrow(
  group: readonly Match[],
  said: readonly Token[],
  list: readonly Named[],
  rules: NameRules,
): readonly Match[] {
  const isVague = group.some(({ alternatives }) => alternatives.length > 0);
  const isOne = group.some((match, i) => i > 0 && sharesName(group[i - 1]!, match, rules));
  if (!isVague && !isOne) return group;
  const ids = new Set(
    group.flatMap(({ named, alternatives }) => [named, ...alternatives]).map(({ id }) => id),
  );
  const best = bestOf(
    list.filter(({ id }) => ids.has(id)),
    said,
    rules,
  );
  const clear = best.filter(({ id }) =>
    group.some(({ named, alternatives }) => named.id === id && alternatives.length === 0),
  );
  const [named, ...alternatives] = clear.length === 1 ? clear : best;
  const at = group.find((match) => [match.named, ...match.alternatives].some(({ id }) => id === named?.id));
  return named && at ? [{ ...at, named, alternatives }] : group;
}

/** Those with most words of their names said; among equals, those whose whole name was said. */
function bestOf(list: readonly Named[], tokens: readonly Token[], rules: NameRules): readonly Named[] {
  const said = wordsSaid(tokens, rules);
  const lengths = [...rules.lengthsSaid(tokens), ...figureAtEnd(tokens)];
  const told = list.map((named) => ({ named, ...toldOf(named, said, lengths, rules) }));
  const most = Math.max(...told.map(({ count }) => count));
  const best = told.filter(({ count }) => count === most);
  const whole = best.filter(({ isWhole }) => isWhole);
  return (whole.length > 0 ? whole : best).map(({ named }) => named);
}

/** "Deep tissue 90": a duration in minutes, since no hour is above 24. */
function figureAtEnd(tokens: readonly Token[]): readonly number[] {
  const [before, last] = tokens.slice(-2);
  if (!before || !last || !/^\p{L}{3,}$/u.test(before.text) || !/^\d{2,3}$/.test(last.text)) return [];
  return Number(last.text) > 24 ? [Number(last.text)] : [];
}

/**
 * Those that the words distinguish from the rest of the list: "the small one", "my son". Empty if nothing
 * distinguishes them.
 */
export function toldApart(
  list: readonly Named[],
  tokens: readonly Token[],
  rules: NameRules,
): readonly Named[] {
  const best = bestOf(list, tokens, rules);
  return best.length < list.length ? best : [];
}

type Told = { readonly count: number; readonly isWhole: boolean };

function toldOf(named: Named, said: readonly Word[], lengths: readonly number[], rules: NameRules): Told {
  const ways = [named.name, ...(named.aliases ?? [])].map((name) => wordsOf(name, rules));
  const each = ways.map((way) => saidOf(way, said, rules));
  const isThatLong = lengths.some((minutes) => minutes === named.minutes) ? 1 : 0;
  return {
    count: new Set(each.flatMap(({ covered }) => [...covered])).size + isThatLong,
    isWhole: each.some(({ isWhole }) => isWhole),
  };
}

/**
 * Which words of a text belong to a name, and whether the name is complete. Either side may join words: check
 * up, checkup.
 */
function saidOf(way: readonly Word[], said: readonly Word[], rules: NameRules) {
  const covered = new Set<number>();
  const used = new Set<number>();
  for (const [i, word] of way.entries())
    for (const [length, written] of [
      [1, word],
      [2, way[i + 1] && joined([word, way[i + 1]!])],
    ] as const) {
      if (!written) continue;
      for (const [from, one] of said.entries())
        for (const [count, heard] of [
          [1, one],
          [2, said[from + 1] && joined([one, said[from + 1]!])],
        ] as const) {
          if (!heard || !isSame(heard, written, rules)) continue;
          for (let at = from; at < from + count; at += 1) if (isTold(said[at]!, rules)) covered.add(at);
          for (let at = i; at < i + length; at += 1) used.add(at);
        }
    }
  return { covered, isWhole: used.size === way.length };
}

/** "A", "up" and "s" occur in names but distinguish nothing; durations are compared separately. */
function isTold({ raw }: Word, { joints }: NameRules): boolean {
  return raw.length > 2 && /^\p{L}/u.test(raw) && !joints.test(raw);
}

function isSame(heard: Word, written: Word, { alike }: NameRules): boolean {
  if (heard.stem === written.stem || heard.raw === written.raw) return heard.raw.length > 1;
  return alike(heard.raw).includes(written.raw);
}
