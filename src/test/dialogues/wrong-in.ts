import { accepts } from "./accepts.ts";
import type { Person, Step, Wish } from "./goal.ts";
import { readSummary } from "./read-summary.ts";

type Asked = {
  readonly act: Step["act"];
  readonly wish: Wish;
  readonly person: Person;
  /** Everything that the business offers: what is not wanted must not be in a summary. */
  readonly offered: readonly string[];
};

/** What a careful reader finds wrong with a summary before saying yes to it; undefined: nothing. */
export function wrongIn(summary: string, { act, wish, person, offered }: Asked) {
  if (act === "cancel") return undefined;
  const says = (words: string): boolean => summary.toLowerCase().includes(words.toLowerCase());
  if (act === "book") {
    if (!says(person.email)) return "email";
    if (!says(person.name)) return "name";
    const isWanted = (name: string): boolean => wish.services.includes(name);
    if (offered.some((name) => says(name) !== isWanted(name))) return "service";
  }
  const start = readSummary(summary);
  if (start === undefined || !accepts(wish, start)) return "when";
  const isWrongPerson = wish.staff !== undefined && wish.services.length === 1 && !says(wish.staff);
  return isWrongPerson ? "staff" : undefined;
}
