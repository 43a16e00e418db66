import { dateOfDay, dayOf } from "#kernel/local-date.ts";
import type { Context } from "#modules/language/index.ts";

import { type Needles, needlesOf } from "./canaries.ts";
import type { Facts, Price, ServiceFacts } from "./facts.ts";
import { kept } from "./kept.ts";
import { allowedLinks } from "./links.ts";
import { type LocalSpan, localSpan } from "./local-span.ts";
import { nameForm } from "./names.ts";
import { type OwnWords, ownWordsOf } from "./own-words.ts";
import { type SaidValues, valuesOf } from "./said-values.ts";
import { type NameForms, nameForms } from "./services-named.ts";

type Windows = readonly { readonly start: number; readonly end: number }[];
/** Day numbers, both inclusive. */
type Span = { readonly from: number; readonly to: number };

/**
 * The facts in the forms that sentences are compared with: day numbers, wall-clock minutes, plain text. What few
 * sentences need is computed on first use. A class, since an object literal with getters is slow.
 */
export class Prepared {
  readonly facts: Facts;
  readonly context: Context;
  readonly today: number;
  readonly done: Facts["done"];
  readonly rhythm: Facts["rhythm"];
  readonly services: readonly ServiceFacts[];
  readonly nameForms: NameForms;
  /** Matches names of people that could be read as dates or numbers. */
  readonly nameForm: RegExp | undefined;
  readonly prices: readonly Price[];
  readonly own: OwnWords;
  readonly ownWordsSay: OwnWords["say"];
  readonly phones: readonly string[];
  readonly needles: Needles;
  readonly #hours = new Map<number, Windows>();
  #offers: readonly LocalSpan[] | undefined;
  #bookings: readonly LocalSpan[] | undefined;
  #looked: readonly Span[] | undefined;
  #minutes: ReadonlySet<number> | undefined;
  #links: ReadonlySet<string> | undefined;

  constructor(facts: Facts) {
    const { now, zone, country } = facts;
    this.facts = facts;
    this.context = { now, zone, country };
    this.today = zone.dayOf(now);
    this.done = facts.done;
    this.rhythm = facts.rhythm;
    this.services = facts.services;
    this.nameForms = keptForms(facts.services);
    this.nameForm = keptNameForm(facts.names);
    this.prices = facts.prices;
    this.own = ownWordsOf(facts.ownTexts);
    this.ownWordsSay = this.own.say;
    this.phones = keptDigits(facts.phones);
    this.needles = keptNeedles(facts.canaries);
  }

  /** The current minute of the day on the business's clock. */
  get minute(): number {
    return this.facts.zone.minuteOfDay(this.facts.now);
  }

  get offers(): readonly LocalSpan[] {
    return (this.#offers ??= this.facts.offers.map((span) => localSpan(this.facts.zone, span)));
  }

  get bookings(): readonly LocalSpan[] {
    return (this.#bookings ??= this.facts.bookings.map((span) => localSpan(this.facts.zone, span)));
  }

  get hasStanding(): boolean {
    return this.facts.bookings.some(({ stands }) => stands);
  }

  get hasCancelled(): boolean {
    return this.facts.bookings.some(({ stands }) => !stands);
  }

  get looked(): readonly Span[] {
    return (this.#looked ??= this.facts.looked.map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) })));
  }

  get lastDay(): number | undefined {
    return this.facts.lastDay === undefined ? undefined : dayOf(this.facts.lastDay);
  }

  get minutes(): ReadonlySet<number> {
    const visits = (): readonly LocalSpan[] => [...this.offers, ...this.bookings];
    return (this.#minutes ??= new Set([...this.facts.minutes, ...visits().map(({ minutes }) => minutes)]));
  }

  get customer(): SaidValues {
    return keptValues(this.facts.customerTexts(), this.context);
  }

  get links(): ReadonlySet<string> {
    return (this.#links ??= allowedLinks(this.facts.links));
  }

  get emails(): ReadonlySet<string> {
    return new Set(this.facts.emails.map((email) => email.toLowerCase()));
  }

  hoursOn(day: number): Windows {
    const hours = this.#hours.get(day) ?? this.facts.hoursOn(dateOfDay(day));
    this.#hours.set(day, hours);
    return hours;
  }
}

const values = new WeakMap<readonly string[], SaidValues>();

/** Reads the same texts only once: within a turn the day does not change. */
function keptValues(texts: readonly string[], context: Context): SaidValues {
  const made = values.get(texts) ?? valuesOf(texts, context);
  values.set(texts, made);
  return made;
}

const keptForms = kept(nameForms);
const keptNameForm = kept(nameForm);
const keptNeedles = kept(needlesOf);
const keptDigits = kept((phones: readonly string[]) => phones.map((phone) => phone.replaceAll(/\D/g, "")));
