import type { LocalDate } from "#kernel/local-date.ts";
import { formatMoney } from "#kernel/money.ts";
import { spokenDate } from "#kernel/time-label.ts";
import type { Repeat } from "#modules/booking/index.ts";

import { allOf, lengthWords } from "./phrases.ts";
import { oftenWords, visitsWords } from "./series-words.ts";
import { type Contact, contactOf, noteOf, type VisitFigures, withPeople } from "./summaries.ts";

/** One visit of several, as a summary lists it. */
export type DateFigures = { readonly date: LocalDate; readonly time: string; readonly who: string };

export type SeriesFigures = Pick<VisitFigures, "services" | "people" | "minutes" | "currency"> & {
  readonly repeat: Repeat;
  readonly dates: readonly DateFigures[];
  /** Dates left out of the series. */
  readonly without: readonly LocalDate[];
  /** Total price, in the smallest unit of the currency. */
  readonly priceCents: number;
};

/** What the customer is asked to confirm for a repeating visit: every date, and the total price. */
export function seriesSummary(series: SeriesFigures, contact: Contact, notes: string | undefined): string {
  const { services, people, minutes, currency, repeat, dates, without, priceCents } = series;
  const out = without.length === 0 ? "" : ` Not on ${datesWords(without)}.`;
  const [each, them] = dates.length === 1 ? ["", "it"] : [" each", "them"];
  const price = priceCents === 0 ? "" : `, ${formatMoney(priceCents, currency)} in all`;
  return `${allOf(services)}${withPeople(people)}, ${oftenWords(repeat)}, ${visitsWords(dates.length)}: ${listed(dates)} (${lengthWords(minutes)}${each})${price}.${out} For ${contactOf(contact)}.${noteOf(notes)} Should I book ${them}?`;
}

export function cancelSeriesSummary(
  { services, people }: Pick<VisitFigures, "services" | "people">,
  dates: readonly DateFigures[],
  staying: number,
): string {
  return `Cancel ${visitsWords(dates.length)}, ${allOf(services)}${withPeople(people)}: ${listed(dates)}.${stayWords(staying)} Should I cancel them?`;
}

export function moveSeriesSummary(
  { services }: Pick<VisitFigures, "services">,
  to: readonly DateFigures[],
  was: readonly DateFigures[],
  staying: number,
): string {
  return `Move ${visitsWords(to.length)}, ${allOf(services)}, from ${listed(was)} to ${listed(to)}.${stayWords(staying)} Should I move them?`;
}

function stayWords(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? " The other one stays as it is."
    : ` The other ${visitsWords(count)} stay as they are.`;
}

/** Grouped by weekday, time and person: `Tuesdays at 10:00 am on 10 and 24 March and 7 April 2026`. */
function listed(dates: readonly DateFigures[]): string {
  const alike = Map.groupBy(dates, ({ date, time, who }) => `${weekday(date)}s at ${time}${who}`);
  return [...alike]
    .map(([when, some]) => {
      const [only, ...more] = some;
      if (only && more.length === 0)
        return `${spokenDate(only.date)} ${only.date.slice(0, 4)} at ${only.time}${only.who}`;
      return `${when} on ${datesWords(some.map(({ date }) => date))}`;
    })
    .join("; ");
}

/** `10 and 24 March, 7 April 2026`. */
export function datesWords(dates: readonly LocalDate[]): string {
  const months = [...Map.groupBy(dates, (date) => date.slice(0, 7))];
  return months
    .map(([month, some], i) => {
      const year = months[i + 1]?.[0].slice(0, 4) === month.slice(0, 4) ? "" : ` ${month.slice(0, 4)}`;
      return `${allOf(some.map((date) => String(Number(date.slice(8)))))} ${monthName(some[0]!)}${year}`;
    })
    .join(", ");
}

function weekday(date: LocalDate): string {
  return spokenDate(date).split(" ")[0] ?? "";
}

function monthName(date: LocalDate): string {
  return spokenDate(date).split(" ")[2] ?? "";
}
