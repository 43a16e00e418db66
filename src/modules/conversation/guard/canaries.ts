import { TOOLS } from "#modules/conversation/tools/tool.ts";

import { FINE, type Judgement, offends } from "./facts.ts";
import { plainOf, squeeze } from "./plain-text.ts";

/** Fragments that reveal a canary, indexed for a fast search. */
export type Needles = {
  /** Fragments by their length in characters. */
  readonly byLength: ReadonlyMap<number, ReadonlySet<string>>;
  /** All n-grams of `GRAM` characters within the fragments, each packed into a number. */
  readonly grams: ReadonlySet<number>;
  /** Testing every `stride`-th n-gram of a text hits at least one inside any fragment. */
  readonly stride: number;
};

/** A fragment of this many characters reveals its canary. */
const TELLING = 12;
/** Length of the n-grams of the pre-check: at five bits a character, one fits into a 30-bit integer. */
const GRAM = 6;

/** All fragments of the canaries, normalised by `squeeze`, also in disguises that a model could be talked into. */
export function needlesOf(canaries: readonly string[]): Needles {
  const needles = new Set<string>();
  for (const canary of canaries) {
    for (const disguise of disguisesOf(canary)) {
      const plain = squeeze(disguise);
      const length = Math.min(TELLING, plain.length);
      if (length < GRAM) continue;
      for (let i = 0; i + length <= plain.length; i += 1) needles.add(plain.slice(i, i + length));
    }
  }
  return ready(needles);
}

function ready(needles: ReadonlySet<string>): Needles {
  const sets = new Map<number, Set<string>>();
  const grams = new Set<number>();
  for (const needle of needles) {
    sets.set(needle.length, (sets.get(needle.length) ?? new Set()).add(needle));
    anyGram(needle, 1, (gram) => {
      grams.add(gram);
      return false;
    });
  }
  return { byLength: sets, grams, stride: Math.min(...sets.keys()) - GRAM + 1 };
}

function disguisesOf(canary: string): string[] {
  const plain = [canary, canary.toLowerCase(), canary.toUpperCase()];
  const turned = canary.split("").toReversed().join("");
  return [canary, turned, rot13(canary), ...plain.flatMap(inBase64), Buffer.from(canary).toString("hex")];
}

function rot13(text: string): string {
  return text.replaceAll(/[a-z]/gi, (char) => {
    const base = char <= "Z" ? 65 : 97;
    return String.fromCharCode(((char.charCodeAt(0) - base + 13) % 26) + base);
  });
}

/** Base64 at each alignment in a longer text, without the characters at the ends that depend on the neighbours. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const coded = Buffer.from("x".repeat(shift) + text).toString("base64");
    return coded.slice(shift === 0 ? 0 : shift + 1).replace(/.?={1,2}$/, "");
  });
}

const TOOL_NAMES = new RegExp(`\\b(?:${TOOLS.map((name) => name.replaceAll("_", "_?")).join("|")})\\b`);
const KEYS =
  /\b(?:sk|pk|rk)[-_](?:ant|live|test|proj|svcacct)\b|\bsk-[a-z\d]{4}|\b(?:ac|sk)[\da-f]{32}\b|\bakia[\da-z]{12,}|\bgh[pousr]_\w{6,}|\bxox[abeprs]-|\bwhsec_|\beyj[\w-]{10,}|\baiza[\w-]{10,}|-----begin|\b(?=[\w+/]*\d)(?=[\w+/]*[a-z])[\w+/]{24,}|\b[a-z]{32,}\b/;

/** Cheap pre-check: any match of `KEYS` contains this, and few sentences do. */
const MAY_BE_KEY = /[-_]|[\w+/]{13}/;

/** Rejects canaries of the prompt, names of tools, and anything shaped like a key. `plain`: from `plainOf`. */
export function judgeSecrets(plain: string, needles: Needles): Judgement {
  const found = TOOL_NAMES.exec(plain) ?? (MAY_BE_KEY.test(plain) ? KEYS.exec(plain) : null);
  if (found) return offends("canary", found[0]);
  return showsCanary(plain, needles) ? offends("canary", "a mark") : FINE;
}

/** Whether a text reveals a canary, even spaced out or disguised. */
export function showsCanary(text: string, { byLength, grams, stride }: Needles): boolean {
  if (byLength.size === 0 || !anyGram(plainOf(text), stride, (gram) => grams.has(gram))) return false;
  const squeezed = squeeze(text);
  for (const [length, set] of byLength) {
    for (let i = 0; i + length <= squeezed.length; i += 1)
      if (set.has(squeezed.slice(i, i + length))) return true;
  }
  return false;
}

/** Whether any `stride`-th n-gram of a text (from `plainOf`) is wanted. */
function anyGram(plain: string, stride: number, isWanted: (gram: number) => boolean): boolean {
  let gram = 0;
  let next = GRAM;
  for (let i = 0; i < plain.length; i += 1) {
    const sign = SIGNS[plain.charCodeAt(i)] ?? 0;
    if (sign === 0) continue;
    gram = ((gram << 5) | sign) & 0x3f_ff_ff_ff;
    next -= 1;
    if (next > 0) continue;
    if (isWanted(gram)) return true;
    next = stride;
  }
  return false;
}

/** What `squeeze` turns each ASCII character into, as a number below 32; 0: dropped. */
const SIGNS = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = squeeze(String.fromCharCode(code));
  return sign === "" ? 0 : sign >= "a" ? sign.charCodeAt(0) - 96 : 27 + "269".indexOf(sign);
});
