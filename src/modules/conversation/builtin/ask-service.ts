import { formatMoney } from "#kernel/money.ts";
import { describingWords, keywordsOf, saysWhatFor } from "#modules/language/index.ts";
import { searchServices } from "#modules/knowledge/index.ts";
import type { PublicService } from "#modules/services/index.ts";

import { servicesAnswer } from "./answer-topics.ts";
import { timesAsked } from "./asked-again.ts";
import { contactWords, draftOf, type Scene, type Step } from "./scene.ts";

/** The most names in a question. */
const MOST_NAMES = 6;
/** The most services recommended at a time. */
const MOST_RECOMMENDED = 3;

/**
 * Asks which service is wanted, suggesting the best matches if the message describes something. `wereListed`:
 * the preceding answer already named the services.
 */
export function askService(scene: Scene, wereListed = false): Step {
  const recommended = recommend(scene);
  if (recommended) return recommended;
  const { words, known, turn } = scene;
  if (wereListed) return { text: words.book.whichSuits(), asked: "service" };
  const times = timesAsked(turn, "service");
  if (times > MANY_TIMES) return { text: askForPerson(scene), asked: "service" };
  if (times === MANY_TIMES) return { text: otherWays(scene), asked: "service" };
  const { staffId } = draftOf(scene);
  const possible = known.services.filter(
    ({ id }) => !staffId || known.person.get(staffId)?.service_ids.includes(id),
  );
  const names = possible.slice(0, MOST_NAMES).map(({ name }) => name);
  const why = whyStill(scene);
  const few = stillBetween(scene);
  if (few.length > 0)
    return {
      text: [...why, words.book.whichOf(few.map(({ name }) => name))].join(" "),
      asked: "service",
      suggested: few.map(({ id }) => id),
    };
  const question = words.book.whichService(names, possible.length > MOST_NAMES);
  // They are listed just above, and the customer said something else meanwhile.
  const isShort = turn.state().asked === "service" && saysElse(scene) && why.length > 0;
  return {
    text: [...why, isShort ? words.book.andWhichService() : question].join(" "),
    asked: "service",
    suggested: possible.slice(0, MOST_NAMES).map(({ id }) => id),
  };
}

/** A few were named, and the customer has not said which one. */
function stillBetween({ turn, known }: Scene): readonly PublicService[] {
  const { asked, suggested = [] } = turn.state();
  const isFew = suggested.length > 1 && suggested.length <= MOST_BETWEEN;
  if (asked !== "service" || !isFew || suggested.length === known.services.length) return [];
  const { acts, hints } = turn.understood;
  // "Neither" or "no".
  const isNone = acts.includes("negate") && keywordsOf(turn.text).length === 0;
  if (isNone || hints.includes("common_service")) return [];
  return suggested.flatMap((id) => known.service.get(id) ?? []);
}

/** The most services to choose between; more would be the full list. */
const MOST_BETWEEN = 4;

/** After this many repetitions, the question is rephrased. */
const MANY_TIMES = 2;

/** What was understood instead of a service; empty the first time the question is asked. */
function whyStill({ turn, words }: Scene): string[] {
  const { hints, acts } = turn.understood;
  if (hints.includes("common_service")) return [words.answer.notListed()];
  if (hints.includes("as_before")) return [words.answer.noEarlierVisits()];
  if (turn.state().asked !== "service") return asksForTimes({ turn }) ? [words.book.willCheck()] : [];
  if (saysElse({ turn })) return [words.book.gotIt()];
  return acts.includes("affirm") || acts.includes("select") ? [words.book.sayWhich()] : [];
}

/** "Are you full on Saturday?", before a service was named. */
function asksForTimes({ turn }: Pick<Scene, "turn">): boolean {
  const { intents, acts } = turn.understood;
  return acts.includes("request") && intents.includes("availability") && !intents.includes("book");
}

/** Whether the message gives contact details or times instead. */
function saysElse({ turn }: Pick<Scene, "turn">): boolean {
  const { dates, times, hints } = turn.understood;
  if (hints.includes("common_service") || hints.includes("as_before")) return false;
  return turn.heard.changed.some((change) => change !== "goal") || dates.length + times.length > 0;
}

/** A customer who keeps answering something else is better helped by a person. */
function askForPerson(scene: Scene): string {
  const { words } = scene;
  return [words.book.oneWord(), contactWords(scene) || words.manage.orPerson()].join(" ");
}

/** The services and their prices, and the option of asking for a person. */
function otherWays(scene: Scene): string {
  const { words } = scene;
  const isNew = scene.turn.heard.changed.length > 0;
  const parts = [
    isNew ? words.book.gotIt() : "",
    servicesAnswer(scene),
    words.book.oneWord(),
    words.manage.orPerson(),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** "Something for damaged hair": matched by the services' names, aliases and descriptions. */
export function recommend(scene: Scene): Step | undefined {
  const { turn, words, known } = scene;
  const { services, dates, times } = turn.understood;
  // With a day or a time, a single other word may mean anything: "could he do my hair at four?".
  const least = dates.length + times.length > 0 && !saysWhatFor(turn.text) ? 2 : 1;
  // "My hair" means nothing specific at a hair studio.
  const people = known.staff.map(({ name }) => name);
  const own = new Set(describingWords([scene.profile.business_name, ...people].join(" ")));
  const described = describingWords(turn.text).filter((word) => !own.has(word));
  if (services.length > 0 || described.length < least) return undefined;
  const found = describedServices(scene, described);
  if (found.length === 0) return undefined;
  const isOne = found.length === 1;
  return {
    text: `${words.book.recommend(found.map(tellService))} ${isOne ? words.book.wouldThatSuit() : words.book.whichSuits()}`,
    asked: isOne ? "choice" : "service",
    ...(isOne && { proposed: "book" as const }),
    suggested: found.map(({ id }) => id),
  };
}

/** "Lashes and nails", if only one of them names a service, and several services are described by the rest. */
export function recommendRest(scene: Scene): Step | undefined {
  const { turn, words } = scene;
  const { services, hints } = turn.understood;
  if (!hints.includes("partly_listed") || services.length === 0) return undefined;
  const names = services.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const named = new Set(describingWords(names.join(" ")));
  const rest = describingWords(turn.text).filter((word) => !named.has(word));
  const found = rest.length === 0 ? [] : describedServices(scene, rest);
  if (found.length < 2 || found.some(({ id }) => services.some((one) => one.id === id))) return undefined;
  const told = words.book.recommendRest(
    services.map(({ name }) => name),
    found.map(tellService),
  );
  return {
    text: `${told} ${words.book.whichSuits()}`,
    asked: "service",
    suggested: found.map(({ id }) => id),
  };
}

function describedServices({ turn, known }: Scene, described: readonly string[]): readonly PublicService[] {
  const found = searchServices(turn.ctx.db, described.join(" ")).flatMap((id) => known.service.get(id) ?? []);
  return found.slice(0, MOST_RECOMMENDED);
}

function tellService({ name, price_cents: cents, currency }: PublicService): string {
  return cents > 0 ? `${name} (${formatMoney(cents, currency)})` : name;
}

/** "Do you have something for pregnant women?", if a service is described that way. */
export function describedOffer(scene: Scene): Step | undefined {
  const isOpen = draftOf(scene).items.length === 0;
  return isOpen && scene.turn.understood.topics.includes("offered") ? recommend(scene) : undefined;
}
