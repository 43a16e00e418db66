import {
  COSTS_NOTHING,
  FREE_OF_CHARGE,
  ONLY_HUNDREDTHS,
  PERCENT,
  REDUCED,
  MAY_BE_MONEY,
  NO_DEPOSIT,
  UNIT_FIRST,
  UNIT_LAST,
  UNITS,
} from "./en/money-words.ts";
import { countOf } from "./en/numbers.ts";
import { FINE, type Judgement, offends, type Price, type ServiceFacts } from "./facts.ts";
import type { Prepared } from "./prepared.ts";
import { type NamedAt, serviceAt, withoutServices } from "./services-named.ts";

/** An amount in a text, in major units of its currency. `currencies`: those that it can mean; none: any. */
type Amount = { readonly amount: number; readonly currencies: readonly string[]; readonly at: number };

export type Said = {
  /** From `plainOf`. */
  readonly plain: string;
  readonly named: readonly NamedAt[];
  /** The services that the previous sentence was about. */
  readonly carried: readonly ServiceFacts[];
  /** A function, since few sentences need it. */
  readonly denied: () => boolean;
};

/** Judges all amounts. `rest`: the text with a placeholder for each. */
export function judgeMoney(said: Said, facts: Prepared): { verdict: Judgement; rest: string } {
  let verdict = FINE;
  const check = (amount: Amount, words: string): string => {
    if (verdict.ok && !mayBeNamed(amount, said, facts)) verdict = offends("price", words);
    return " amount ";
  };
  const rest = !MAY_BE_MONEY.test(said.plain)
    ? said.plain
    : said.plain
        .replaceAll(UNIT_FIRST, (words: string, unit: string, figure: string, at: number) =>
          check({ amount: figureOf(figure), currencies: currenciesOf(unit), at }, words),
        )
        .replaceAll(UNIT_LAST, (words: string, ...groups: unknown[]) => {
          const [figure, counted, unit, cents] = groups as (string | undefined)[];
          const amount =
            (figure === undefined ? countOf(counted ?? "") : figureOf(figure)) + hundredths(cents);
          return check({ amount, currencies: currenciesOf(unit ?? ""), at: groups[4] as number }, words);
        })
        .replaceAll(ONLY_HUNDREDTHS, (words: string, figure?: string, counted?: string) =>
          check(
            { amount: (figure ? Number(figure) : countOf(counted ?? "")) / 100, currencies: [], at: 0 },
            words,
          ),
        )
        .replaceAll(PERCENT, (words) => {
          if (verdict.ok && !said.denied() && !facts.ownWordsSay(words, said.plain))
            verdict = offends("price", words);
          return " amount ";
        });
  if (verdict.ok) verdict = judgeGifts(said, rest, facts);
  return { verdict, rest };
}

/** "Free", "reduced", "refunded": only for what costs nothing, or if the business itself says so. */
function judgeGifts(said: Said, rest: string, facts: Prepared): Judgement {
  const gift = COSTS_NOTHING.exec(rest) ?? unlessDenied(REDUCED.exec(rest), said);
  if (gift && !isOwnGift(gift[1] ?? "", said, facts)) return offends("price", gift[0]);
  const free = rest.includes("free")
    ? unlessDenied(FREE_OF_CHARGE.exec(withoutServices(rest, facts.nameForms)), said)
    : null;
  if (free && !isOwnGift("free", said, facts)) return offends("price", free[0]);
  if (!rest.includes("deposit") || !NO_DEPOSIT.test(rest) || hasNoDeposit(said, facts)) return FINE;
  return offends("price", "no deposit");
}

function unlessDenied(found: RegExpExecArray | null, said: Said): RegExpExecArray | null {
  return found && said.denied() ? null : found;
}

/** A service with a deposit has more than one price. */
function hasNoDeposit({ named, carried, plain }: Said, { services, ownWordsSay }: Prepared): boolean {
  const about = named.length > 0 ? named.map(({ service }) => service) : carried;
  const asked = about.length > 0 ? about : services;
  return asked.every(({ prices }) => prices.length < 2) || ownWordsSay("deposit", plain);
}

function isOwnGift(words: string, said: Said, facts: Prepared): boolean {
  return facts.ownWordsSay(words, said.plain) || isPriced(0, said, facts);
}

function isPriced(amount: number, said: Said, facts: Prepared): boolean {
  return mayBeNamed({ amount, currencies: [], at: 0 }, said, facts);
}

function mayBeNamed(amount: Amount, said: Said, facts: Prepared): boolean {
  const { plain, named, carried } = said;
  const services = serviceAt(amount.at, named, carried);
  if (services.some(({ prices }) => prices.some((price) => isSame(amount, price)))) return true;
  if (facts.ownWordsSay(numberOf(amount), plain)) return true;
  if (said.denied() && facts.customer.numbers.has(amount.amount)) return true;
  const others = facts.services
    .filter((service) => !services.includes(service))
    .flatMap(({ prices }) => prices);
  const isAnothers = services.length > 0 && others.some((price) => isSame(amount, price));
  if (facts.prices.some((price) => isSame(amount, price))) return !isAnothers;
  return services.length === 0 && others.some((price) => isSame(amount, price));
}

/** Whether a number without a currency, in a sentence about money, can be a price. */
export function mayBePrice(amount: number, said: Said, facts: Prepared): boolean {
  return mayBeNamed({ amount, currencies: [], at: said.plain.length }, said, facts);
}

function isSame({ amount, currencies }: Amount, { cents, currency }: Price): boolean {
  if (currencies.length > 0 && !currencies.includes(currency)) return false;
  return Math.round(amount * 10 ** digitsOf(currency)) === cents;
}

const digits = new Map<string, number>();

/** The number of decimal places of a currency. */
function digitsOf(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  digits.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

function currenciesOf(unit: string): readonly string[] {
  return UNITS[unit] ?? [unit.toUpperCase()];
}

function figureOf(figure: string): number {
  return Number(/,\d{1,2}$/.test(figure) ? figure.replace(",", ".") : figure.replaceAll(",", ""));
}

function hundredths(cents: string | undefined): number {
  if (cents === undefined) return 0;
  return (/^\d/.test(cents) ? Number(cents) : countOf(cents)) / 100;
}

function numberOf({ amount }: Amount): string {
  return String(amount);
}
