import { TOOLS } from "#modules/conversation/tools/tool.ts";

import { FINE, type Judgement, offends } from "./facts.ts";
import { squeeze } from "./plain-text.ts";

/** Stretches of marks, by how long they are. */
export type Needles = ReadonlyMap<number, ReadonlySet<string>>;

/** So much of a mark in a row gives it away. */
const TELLING = 12;

/** All stretches of the marks, in the disguises that a model could be talked into, as `squeeze` writes them. */
export function needlesOf(canaries: readonly string[]): Needles {
  const needles = new Set<string>();
  for (const canary of canaries) {
    for (const disguise of disguisesOf(canary)) {
      const plain = squeeze(disguise);
      const length = Math.min(TELLING, plain.length);
      if (length < 6) continue;
      for (let i = 0; i + length <= plain.length; i += 1) needles.add(plain.slice(i, i + length));
    }
  }
  return byLength(needles);
}

function byLength(needles: ReadonlySet<string>): Needles {
  const sets = new Map<number, Set<string>>();
  for (const needle of needles) sets.set(needle.length, (sets.get(needle.length) ?? new Set()).add(needle));
  return sets;
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

/** Wherever in a longer text it stood; the characters at the ends that depend on its neighbours are left out. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const coded = Buffer.from("x".repeat(shift) + text).toString("base64");
    return coded.slice(shift === 0 ? 0 : shift + 1).replace(/.?={1,2}$/, "");
  });
}

const TOOL_NAMES = new RegExp(`\\b(?:${TOOLS.map((name) => name.replaceAll("_", "_?")).join("|")})\\b`);
const KEYS =
  /\b(?:sk|pk|rk)[-_](?:ant|live|test|proj|svcacct)\b|\bsk-[a-z\d]{4}|\b(?:ac|sk)[\da-f]{32}\b|\bakia[\da-z]{12,}|\bgh[pousr]_\w{6,}|\bxox[abeprs]-|\bwhsec_|\beyj[\w-]{10,}|\baiza[\w-]{10,}|-----begin|\b(?=[\w+/]*\d)(?=[\w+/]*[a-z])[\w+/]{24,}|\b[a-z]{32,}\b/;

/** Marks of the hidden text, names of tools, and what has the shape of a key. `plain` as of `plainOf`. */
export function judgeSecrets(plain: string, needles: Needles): Judgement {
  const found = TOOL_NAMES.exec(plain) ?? KEYS.exec(plain);
  if (found) return offends("canary", found[0]);
  return showsCanary(plain, needles) ? offends("canary", "a mark") : FINE;
}

/** Whether a text shows one of the marks, spaced out or disguised. */
export function showsCanary(text: string, needles: Needles): boolean {
  if (needles.size === 0) return false;
  const squeezed = squeeze(text);
  for (const [length, set] of needles) {
    for (let i = 0; i + length <= squeezed.length; i += 1)
      if (set.has(squeezed.slice(i, i + length))) return true;
  }
  return false;
}
