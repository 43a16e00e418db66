import { formatMoney } from "#kernel/money.ts";
import { findBooking } from "#modules/booking/index.ts";
import { getPolicies } from "#modules/business/index.ts";
import { describingWords, keywordsOf, type Topic } from "#modules/language/index.ts";
import { lengthWords } from "#modules/conversation/words/en/index.ts";
import type { ServiceTold } from "#modules/conversation/words/en/answer-words.ts";
import { searchKnowledge, searchServices } from "#modules/knowledge/index.ts";
import type { PublicService } from "#modules/services/index.ts";
import type { PublicStaff } from "#modules/staff/index.ts";

import { type Extreme, extremeAnswer } from "./extremes.ts";
import { hoursAnswer } from "./hours-answer.ts";
import { chosenOffer, contactWords, draftOf, personName, type Scene } from "./scene.ts";

/** The most services listed; nobody reads more. */
const MOST_LISTED = 6;
/** Prices are told for at most this many recommended services. */
const MOST_RECOMMENDED = 3;

const STRUCTURED: ReadonlySet<Topic> = new Set([
  "identity",
  "price",
  "duration",
  "hours",
  "address",
  "contact",
  "staff",
  "with_whom",
  "services",
  "deposit",
  "cheapest",
  "dearest",
  "quickest",
  "longest",
  "reminder",
]);

/** Whether configured data answers the topic; otherwise only the business's own texts can. */
export function isStructured(topic: Topic): boolean {
  return STRUCTURED.has(topic);
}

/** The answer to a question on this topic; undefined if the business does not say. */
export function answerTopic(scene: Scene, topic: Topic, all: readonly Topic[]): string | undefined {
  const { words, profile } = scene;
  switch (topic) {
    case "identity":
      return words.answer.identity(profile.business_name);
    case "price":
      return priceAnswer(scene, all.includes("duration"));
    case "duration": {
      const services = spokenOf(scene);
      return services.length === 0 ? undefined : words.answer.duration(services.map(told));
    }
    case "hours":
      return hoursAnswer(scene);
    case "address":
      return profile.address === ""
        ? undefined
        : words.answer.address(profile.address.replaceAll(/\s*\n\s*/g, ", "));
    case "contact":
      return contactWords(scene) || undefined;
    case "staff":
      return staffAnswer(scene);
    case "services":
      return servicesAnswer(scene);
    case "description":
      return descriptionAnswer(scene);
    case "offered":
      return offeredAnswer(scene);
    case "deposit":
      return depositAnswer(scene);
    default:
      return otherAnswer(scene, topic);
  }
}

type Other = "with_whom" | "cancellation" | "late" | "no_show" | "payment" | "reminder" | Extreme;

function otherAnswer(scene: Scene, topic: Other): string | undefined {
  switch (topic) {
    case "cheapest":
    case "dearest":
    case "quickest":
    case "longest":
      return extremeAnswer(scene, topic);
    case "with_whom":
      return withWhomAnswer(scene);
    case "reminder":
      return isWritten(scene) ? undefined : scene.words.conduct.reminders();
    default:
      return policyAnswer(scene, topic);
  }
}

/** Whether the business has written its own answer, which takes precedence. */
function isWritten({ turn }: Scene): boolean {
  return searchKnowledge(turn.ctx.db, turn.text).outcome === "answer";
}

function policyAnswer(
  scene: Scene,
  topic: "cancellation" | "late" | "no_show" | "payment",
): string | undefined {
  if (topic === "cancellation") return cancellationAnswer(scene);
  const policies = getPolicies(scene.turn.ctx.db);
  const text = { late: policies.late_text, no_show: policies.no_show_text, payment: policies.payment_text }[
    topic
  ];
  return text === "" ? undefined : text;
}

function priceAnswer(scene: Scene, withDuration: boolean): string | undefined {
  const { words } = scene;
  const spoken = spokenOf(scene);
  const services = spoken.length > 0 ? spoken : describedIn(scene);
  if (services.length === 0) return withNotListed(scene, servicesAnswer(scene));
  // A business that publishes no prices does not imply that anything is free.
  if (hasNoPrices(scene)) return `${words.conduct.thatIsForTeam()} ${contactWords(scene)}`.trim();
  return withDuration
    ? words.answer.priceAndDuration(services.map(told))
    : words.answer.price(services.map(told));
}

function hasNoPrices({ known }: Scene): boolean {
  return known.services.every(({ price_cents: cents }) => cents === 0);
}

/** "Is there a charge for the first call?", if one service is named or described that way. */
function describedIn({ turn, known, profile }: Scene): readonly PublicService[] {
  const own = new Set(describingWords(profile.business_name));
  const words = describingWords(turn.text).filter((word) => !own.has(word));
  const found = words.length === 0 ? [] : searchServices(turn.ctx.db, words.join(" "));
  return found.length === 1 ? found.flatMap((id) => known.service.get(id) ?? []) : [];
}

/** "How much is a balayage?", if no service has that name. */
function withNotListed({ turn, words }: Scene, list: string | undefined): string | undefined {
  const isOther = keywordsOf(turn.text).some((alike) => !alike.includes("price"));
  return list !== undefined && isOther ? `${words.answer.notListed()} ${list}` : list;
}

/** The services named in this message, else the requested ones. */
function spokenOf(scene: Scene): readonly PublicService[] {
  const { turn, known } = scene;
  const asked = turn.understood.questions.find(({ about }) => about === "service");
  const named = turn.understood.services.map(({ id }) => id);
  const doubtful = asked?.about === "service" ? asked.candidates.map(({ id }) => id) : [];
  const wished = draftOf(scene).items.map(({ serviceId }) => serviceId);
  const ids =
    [named, doubtful, wished, recommended(scene), lastBooked(scene)].find((some) => some.length > 0) ?? [];
  return ids.flatMap((id) => known.service.get(id) ?? []);
}

/** Services recommended or asked about just before: "does it cost anything?" */
function recommended({ turn, known }: Scene): readonly string[] {
  const { suggested = [] } = turn.state();
  return suggested.length <= MOST_RECOMMENDED && suggested.length < known.services.length ? suggested : [];
}

/** The services last booked or looked up in this conversation. */
function lastBooked({ turn }: Scene): readonly string[] {
  const uid = turn.state().verified.at(-1);
  const booking = uid === undefined ? undefined : findBooking(turn.ctx.db, uid);
  return booking?.items.map((item) => item.service_id) ?? [];
}

export function told(service: PublicService): ServiceTold {
  const { name, price_cents: cents, deposit_cents: deposit, duration_minutes: minutes, currency } = service;
  return {
    name,
    price: formatMoney(cents, currency),
    isFree: cents === 0,
    minutes,
    deposit: deposit > 0 ? formatMoney(deposit, currency) : undefined,
  };
}

/** The services on offer and their prices. */
export function servicesAnswer({ words, known }: Scene): string {
  const listed = known.services.slice(0, MOST_LISTED).map(told);
  return words.answer.services(listed, known.services.length > MOST_LISTED);
}

/** The business's own description of a service. */
function descriptionAnswer(scene: Scene): string | undefined {
  const { words, turn } = scene;
  const { services, references, hints } = turn.understood;
  // "What is the latest?", about times.
  if (references.length > 0 || hints.includes("latest")) return undefined;
  if (services.length === 0 && draftOf(scene).items.length === 0) return undefined;
  const described = spokenOf(scene).filter(({ description }) => description !== "");
  return described.length === 0 ? undefined : words.answer.describe(described);
}

/** Whether something is offered here: with its price if so; otherwise lists what is. */
function offeredAnswer(scene: Scene): string | undefined {
  if (scene.turn.understood.services.length > 0)
    return hasNoPrices(scene)
      ? scene.words.answer.services(spokenOf(scene).map(told), false)
      : priceAnswer(scene, false);
  const { intents, hints } = scene.turn.understood;
  if (hints.includes("common_service")) return `${scene.words.answer.notListed()} ${servicesAnswer(scene)}`;
  return intents.includes("book") ? servicesAnswer(scene) : undefined;
}

function staffAnswer(scene: Scene): string | undefined {
  const { words, known } = scene;
  const described = peopleDescribed(scene);
  if (described.length > 0) return words.answer.wouldBe(described.map((person) => withTitle(scene, person)));
  const [service] = spokenOf(scene);
  const doers = service && known.staff.filter(({ service_ids: does }) => does.includes(service.id));
  if (service && doers && doers.length > 0)
    return words.answer.whoDoes(
      service.name,
      doers.map(({ name }) => name),
    );
  if (known.staff.length === 0) return undefined;
  return words.answer.team(known.staff.map((person) => withTitle(scene, person)));
}

function withTitle(scene: Scene, { id, title }: PublicStaff): string {
  return title === "" ? personName(scene, id) : `${personName(scene, id)} (${title})`;
}

/** "Who speaks German?": the people whose descriptions match best; nobody if all match or none do. */
function peopleDescribed({ turn, known }: Scene): readonly PublicStaff[] {
  const asked = new Set(describingWords(turn.text));
  const said = known.staff.map(
    ({ title }) => describingWords(title).filter((word) => asked.has(word)).length,
  );
  const most = Math.max(0, ...said);
  const fitting = known.staff.filter((_, i) => said[i] === most);
  return most > 0 && fitting.length < known.staff.length ? fitting : [];
}

/** Who serves the picked time, or all of the offered times; otherwise who could. */
function withWhomAnswer(scene: Scene): string | undefined {
  const chosen = chosenOffer(scene);
  const offers = chosen
    ? [chosen]
    : scene.turn.state().offers.filter(({ expiresAt }) => expiresAt > scene.now);
  const people = new Set(offers.flatMap(({ items }) => items.map(({ staffId }) => staffId)));
  const isOnePlan = chosen !== undefined || people.size === 1;
  if (!isOnePlan || people.size === 0 || scene.turn.understood.services.length > 0) return staffAnswer(scene);
  return scene.words.answer.withWhom([...people].map((id) => personName(scene, id)));
}

function depositAnswer(scene: Scene): string | undefined {
  const { words, known } = scene;
  const spoken = spokenOf(scene);
  const services =
    spoken.length > 0 ? spoken : known.services.filter(({ deposit_cents: cents }) => cents > 0);
  if (services.length === 0) return undefined;
  return services
    .slice(0, 3)
    .map((service) => words.answer.deposit(told(service)))
    .join(" ");
}

/** The notice required for changes, and the business's own text on cancelling. */
export function cancellationAnswer({ words, turn }: Scene): string {
  const { cancellation_text: text, cancellation_notice_minutes: minutes } = getPolicies(turn.ctx.db);
  const notice = words.answer.changeNotice(lengthWords(minutes));
  return text === "" ? notice : `${notice} ${text}`;
}
