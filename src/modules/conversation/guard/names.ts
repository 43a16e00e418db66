import { MEANS_A_DATE, MEANS_A_PERSON, NEEDS_CARE } from "./en/name-words.ts";
import { plainOf } from "./plain-text.ts";

/** A pattern for those names of people that could be read as a date or a number; undefined: none could. */
export function nameForm(names: readonly string[]): RegExp | undefined {
  const parts = names.flatMap(partsToWatch);
  if (parts.length === 0) return undefined;
  return new RegExp(`(?<![\\p{L}\\d])(?:${[...new Set(parts)].join("|")})(?![\\p{L}\\d])`, "gu");
}

/** A number is part of a name only next to the rest of it: "Bob 4" is a person, the 4 of "4:00 pm" is not. */
function partsToWatch(name: string): string[] {
  const parts = plainOf(name)
    .split(/[^\p{L}\d]+/u)
    .filter((part) => part !== "");
  return parts.flatMap((part, i) => {
    if (!NEEDS_CARE.test(part)) return [];
    if (!/^\d/.test(part)) return [part];
    const before = parts[i - 1];
    return before === undefined ? [] : [`${before}[^\\p{L}\\d]+${part}(?!\\s*(?::\\d|[ap]\\.?m\\b))`];
  });
}

/** Masks such names unless they mean a date: "with April", "thank you, June". */
export function withoutNames(plain: string, form: RegExp | undefined): string {
  if (form === undefined) return plain;
  return plain.replaceAll(form, (name: string, at: number) => {
    const [before, after] = [plain.slice(0, at), plain.slice(at + name.length)];
    if (MEANS_A_PERSON.test(before)) return "person";
    return MEANS_A_DATE.before.test(before) || MEANS_A_DATE.after.test(after) ? name : "person";
  });
}
