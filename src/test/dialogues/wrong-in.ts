import { accepts } from "./accepts.ts";
import type { Person, Step, Wish } from "./goal.ts";
import { readSummary } from "./read-summary.ts";

type Asked = { readonly act: Step["act"]; readonly wish: Wish; readonly person: Person };

/** What a careful reader finds wrong with a summary before saying yes to it; undefined: nothing. */
export function wrongIn(summary: string, { act, wish, person }: Asked) {
  if (act === "cancel") return undefined;
  const says = (words: string): boolean => summary.toLowerCase().includes(words.toLowerCase());
  if (act === "book") {
    if (!says(person.email)) return "email";
    if (!says(person.name)) return "name";
    if (!wish.services.every(says)) return "service";
  }
  const start = readSummary(summary);
  if (start === undefined || !accepts(wish, start)) return "when";
  const isWrongPerson = wish.staff !== undefined && wish.services.length === 1 && !says(wish.staff);
  return isWrongPerson ? "staff" : undefined;
}
