import type { Offer } from "#modules/conversation/state.ts";
import { allOf, eitherOf } from "#modules/conversation/words/en/index.ts";

import { draftOf, personName, type Scene, serviceName } from "./scene.ts";

/** Offers in words: by day, with whom, for what. */
export type OffersTold = {
  readonly days: readonly { readonly day: string; readonly times: readonly string[] }[];
  /** ` with Mia` if it is the same for all and informative; otherwise with each time, or empty. */
  readonly who: string;
  readonly what: string;
};

export function tellOffers(scene: Scene, offers: readonly Offer[]): OffersTold {
  const { words, known } = scene;
  const people = new Set(offers.map((offer) => whoOf(scene, offer)));
  const [first] = offers;
  const isTold = first !== undefined && first.items.length === 1 && tellsPeople(scene, first);
  const each = isTold && people.size > 1;
  const byDay = Map.groupBy(offers, ({ start }) => known.rules.zone.localDateOf(start));
  return {
    days: [...byDay].map(([date, ofDay]) => ({
      day: words.when.day(date),
      times: each ? [timesByPerson(scene, ofDay)] : ofDay.map(({ start }) => words.when.time(start)),
    })),
    who: isTold && !each ? whoOf(scene, first) : "",
    what: whatOf(scene, first),
  };
}

/** `9:00 am or 11:00 am with Mia, 3:00 pm with Noah`: a person is named once for consecutive times. */
function timesByPerson(scene: Scene, offers: readonly Offer[]): string {
  const runs: { who: string; times: string[] }[] = [];
  for (const offer of offers) {
    const who = whoOf(scene, offer);
    const time = scene.words.when.time(offer.start);
    const run = runs.at(-1);
    if (run?.who === who) run.times.push(time);
    else runs.push({ who, times: [time] });
  }
  return runs.map(({ who, times }) => `${eitherOf(times)}${who}`).join(", ");
}

/** ` with Mia`. */
export function whoOf(scene: Scene, { items }: Pick<Offer, "items">): string {
  const people = [...new Set(items.map(({ staffId }) => personName(scene, staffId)))];
  return ` with ${allOf(people)}`;
}

/** Whether naming the person is informative: not if only one performs it or works here. */
function tellsPeople({ known }: Scene, { items }: Offer): boolean {
  if (known.staff.length < 2) return false;
  const [item] = items;
  return known.staff.filter(({ service_ids: does }) => item && does.includes(item.serviceId)).length > 1;
}

/** The requested services in words. */
export function whatOf(scene: Scene, offer?: Pick<Offer, "items">): string {
  const items = draftOf(scene).items.length > 0 ? draftOf(scene).items : (offer?.items ?? []);
  return allOf(items.map(({ serviceId }) => serviceName(scene, serviceId)));
}

/** `Haircut and Blow-dry with Mia`, `Full colour with June and Haircut with Leo`. */
function byWhom(scene: Scene, items: Offer["items"]): string {
  const people = new Set(items.map(({ staffId }) => staffId));
  const what = (some: Offer["items"]) => allOf(some.map(({ serviceId }) => serviceName(scene, serviceId)));
  if (people.size < 2) return `${what(items)}${whoOf(scene, { items })}`;
  return allOf(items.map((item) => `${what([item])}${whoOf(scene, { items: [item] })}`));
}

/** A visit within a sentence: `Haircut with Mia on Tuesday 10 March at 3:00 pm`. */
export function visitWords(scene: Scene, { items, start }: Pick<Offer, "items" | "start">): string {
  const moment = scene.words.when.moment(start);
  return `${byWhom(scene, items)}${moment.startsWith("to") ? " " : " on "}${moment}`;
}
