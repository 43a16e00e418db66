import { accepts } from "./accepts.ts";
import type { Person, Step, Wish } from "./goal.ts";
import { readDates, readSummary } from "./read-summary.ts";

type Asked = {
  readonly act: Step["act"];
  readonly wish: Wish;
  readonly person: Person;
  /** All services of the business: those not wanted must not appear in the summary. */
  readonly offered: readonly string[];
};

/** What is wrong with a summary; undefined if nothing is. */
export function wrongIn(summary: string, { act, wish, person, offered }: Asked) {
  if (act === "cancel" || act === "drop") return undefined;
  const says = (words: string): boolean => summary.toLowerCase().includes(words.toLowerCase());
  if (act === "book") {
    if (!says(person.email)) return "email";
    if (!says(person.name)) return "name";
    const isWanted = (name: string): boolean => wish.services.includes(name);
    if (offered.some((name) => says(name) !== isWanted(name))) return "service";
  }
  if (!isWhen(summary, wish)) return "when";
  const isWrongPerson = wish.staff !== undefined && wish.services.length === 1 && !says(wish.staff);
  return isWrongPerson ? "staff" : undefined;
}

/** Whether the summary names the right start; for several visits, all the right starts and no others. */
function isWhen(summary: string, wish: Wish): boolean {
  const { series } = wish;
  if (!series) {
    const start = readSummary(summary);
    return start !== undefined && accepts(wish, start);
  }
  const starts = readDates(summary);
  const isOne = (start: string) =>
    series.dates.some((date) => accepts({ ...wish, days: { kind: "on", date } }, start));
  return starts.length === series.dates.length && starts.every(isOne);
}
