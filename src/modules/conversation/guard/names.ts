import { MEANS_A_DATE, MEANS_A_PERSON, NEEDS_CARE } from "./en/name-words.ts";
import { plainOf } from "./plain-text.ts";

/** Names of people, as patterns; only those that could be read as a date or a number. */
export function nameForm(names: readonly string[]): RegExp | undefined {
  const parts = names
    .flatMap((name) => plainOf(name).split(/[^\p{L}\d]+/u))
    .filter((part) => NEEDS_CARE.test(part));
  if (parts.length === 0) return undefined;
  return new RegExp(`(?<![\\p{L}\\d])(?:${[...new Set(parts)].join("|")})(?![\\p{L}\\d])`, "gu");
}

/** A text with such names blanked, where they are no date: "with April", "thank you, June". */
export function withoutNames(plain: string, form: RegExp | undefined): string {
  if (form === undefined) return plain;
  return plain.replaceAll(form, (name: string, at: number) => {
    const [before, after] = [plain.slice(0, at), plain.slice(at + name.length)];
    if (MEANS_A_PERSON.test(before)) return "person";
    return MEANS_A_DATE.before.test(before) || MEANS_A_DATE.after.test(after) ? name : "person";
  });
}
