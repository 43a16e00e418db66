import { dateOfDay, dayOf } from "#kernel/local-date.ts";
import type { Context } from "#modules/language/index.ts";

import { type Needles, needlesOf } from "./canaries.ts";
import type { Facts, Price, ServiceFacts } from "./facts.ts";
import { allowedLinks } from "./links.ts";
import { type LocalSpan, localSpan } from "./local-span.ts";
import { nameForm } from "./names.ts";
import { type OwnWords, ownWordsOf } from "./own-words.ts";
import { type SaidValues, valuesOf } from "./said-values.ts";
import { type NameForms, nameForms } from "./services-named.ts";

type Windows = readonly { readonly start: number; readonly end: number }[];

/** Facts in the forms in which sentences are compared with them: day numbers, wall-clock minutes, plain text. */
export type Prepared = {
  readonly context: Context;
  readonly today: number;
  readonly minute: number;
  readonly offers: readonly LocalSpan[];
  readonly bookings: readonly LocalSpan[];
  readonly hasStanding: boolean;
  readonly hasCancelled: boolean;
  readonly done: Facts["done"];
  /** Day numbers, both included. */
  readonly looked: readonly { readonly from: number; readonly to: number }[];
  readonly rhythm: Facts["rhythm"];
  readonly lastDay: number | undefined;
  readonly hoursOn: (day: number) => Windows;
  readonly services: readonly ServiceFacts[];
  readonly nameForms: NameForms;
  /** Names of people that could be read as dates. */
  readonly nameForm: RegExp | undefined;
  readonly prices: readonly Price[];
  readonly minutes: ReadonlySet<number>;
  readonly own: OwnWords;
  readonly ownWordsSay: OwnWords["say"];
  /** Read when first needed. */
  readonly customer: SaidValues;
  /** Made when first needed: few sentences hold an address. */
  readonly links: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  readonly phones: readonly string[];
  readonly needles: Needles;
};

const known = new WeakMap<Facts, Prepared>();

/** The same facts are prepared once. */
export function prepared(facts: Facts): Prepared {
  const before = known.get(facts);
  if (before) return before;
  const made = prepare(facts);
  known.set(facts, made);
  return made;
}

function prepare(facts: Facts): Prepared {
  const { now, zone, country } = facts;
  const context: Context = { now, zone, country };
  const own = ownWordsOf(facts.ownTexts);
  const offers = facts.offers.map((span) => localSpan(zone, span));
  const bookings = facts.bookings.map((span) => localSpan(zone, span));
  const hoursByDay = new Map<number, Windows>();
  let links: ReadonlySet<string> | undefined;
  return {
    context,
    today: zone.dayOf(now),
    minute: zone.minuteOfDay(now),
    offers,
    bookings,
    hasStanding: facts.bookings.some(({ stands }) => stands),
    hasCancelled: facts.bookings.some(({ stands }) => !stands),
    done: facts.done,
    looked: facts.looked.map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) })),
    rhythm: facts.rhythm,
    lastDay: facts.lastDay === undefined ? undefined : dayOf(facts.lastDay),
    hoursOn: (day) => {
      const hours = hoursByDay.get(day) ?? facts.hoursOn(dateOfDay(day));
      hoursByDay.set(day, hours);
      return hours;
    },
    services: facts.services,
    nameForms: keptForms(facts.services),
    nameForm: keptNameForm(facts.names),
    prices: facts.prices,
    minutes: new Set([...facts.minutes, ...[...offers, ...bookings].map(({ minutes }) => minutes)]),
    own,
    ownWordsSay: own.say,
    get customer() {
      return keptValues(facts.customerTexts, context);
    },
    get links() {
      return (links ??= allowedLinks(facts.links));
    },
    emails: new Set(facts.emails.map((email) => email.toLowerCase())),
    phones: facts.phones.map((phone) => phone.replaceAll(/\D/g, "")),
    needles: keptNeedles(facts.canaries),
  };
}

const values = new WeakMap<readonly string[], SaidValues>();

/** The same texts are read once: within a turn the day does not change. */
function keptValues(texts: readonly string[], context: Context): SaidValues {
  const made = values.get(texts) ?? valuesOf(texts, context);
  values.set(texts, made);
  return made;
}

const keptForms = kept(nameForms);
const keptNameForm = kept(nameForm);
const keptNeedles = kept(needlesOf);

/** What is made of a list, once for as long as that stays the same one: of a business it does for many turns. */
function kept<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const known = new WeakMap<Of, { readonly made: Made }>();
  return (of) => {
    const before = known.get(of);
    if (before) return before.made;
    const made = make(of);
    known.set(of, { made });
    return made;
  };
}
