import type { ConversationState } from "#modules/conversation/state.ts";
import {
  type Act,
  type Comparison,
  comparisonIn,
  describingWords,
  lengthsIn,
  type Named,
  tellApart,
  type Topic,
  type Understanding,
  wantsBoth,
} from "#modules/language/index.ts";

import type { KnownService } from "./draft-update.ts";

/** The most services to choose between; more would be a list, not a question. */
const MOST = 4;

/**
 * Resolves a message that identifies a service without naming it: one of those just asked about ("90", "the
 * shorter one", "he's a big dog"), or a variant of the requested one ("make it 60 minutes", "the longer one
 * instead"). The result reads as if the name had been said.
 */
export function withChoice(
  state: ConversationState,
  understood: Understanding,
  text: string,
  services: readonly KnownService[],
): Understanding {
  const { services: named, questions, acts } = understood;
  if (named.length > 0 || questions.length > 0) return understood;
  // In reply to a summary, "Actually, make it 60 minutes" is a no.
  if (acts.includes("negate") && state.asked !== "confirm" && !comparisonIn(text)) return understood;
  const both = bothAsked(state, text, services);
  if (both) return { ...understood, service: both[0]!, services: both, acts: ["inform"], intents: [] };
  const chosen = ofAsked(state, understood, text, services) ?? ofKind(state, understood, text, services);
  if (!chosen) return understood;
  const isAsked = acts.includes("request") && understood.topics.some((topic) => !COMPARED.has(topic));
  const { id, name } = chosen;
  return {
    ...understood,
    service: { id, name },
    services: [{ id, name }],
    acts: [...acts.filter((act) => act !== "unknown" && act !== "inform"), "inform", ...wishes(understood)],
    hints: understood.hints.filter((hint) => hint !== "common_service"),
    ...(!isAsked && {
      intents: understood.intents.filter((intent) => intent !== "out_of_scope" && intent !== "faq"),
      topics: understood.topics.filter((topic) => !COMPARED.has(topic)),
    }),
  };
}

/** "Both", when asked to choose between two. */
function bothAsked(
  { asked, suggested = [] }: ConversationState,
  text: string,
  services: readonly KnownService[],
): readonly Named[] | undefined {
  if (asked !== "service" || suggested.length !== 2 || !wantsBoth(text)) return undefined;
  const both = services.filter(({ id }) => suggested.includes(id));
  return both.length === 2 ? both.map(({ id, name }) => ({ id, name })) : undefined;
}

/** "Do you have a longer one?" counts as choosing it. */
function wishes({ acts, topics }: Understanding): readonly Act[] {
  const isWish = acts.includes("request") && topics.includes("offered") && topics.every(isOfOthers);
  return isWish ? ["select"] : [];
}

function isOfOthers(topic: Topic): boolean {
  return OF_OTHERS.has(topic);
}

/** Topics that, in this context, may just be a way of choosing a service. */
const COMPARED: ReadonlySet<string> = new Set(["cheapest", "dearest", "quickest", "longest", "price"]);

/** "Do you have a cheaper one?" both requests it and asks its price. */
const OF_OTHERS: ReadonlySet<string> = new Set(["offered", "price"]);

/** One of the services just asked about. */
function ofAsked(
  { asked, suggested = [] }: ConversationState,
  { references, acts }: Understanding,
  text: string,
  services: readonly KnownService[],
): KnownService | undefined {
  if (asked !== "service" || suggested.length === 1 || references.some(({ kind }) => kind === "nth"))
    return undefined;
  const list = suggested.length === 0 ? services : services.filter(({ id }) => suggested.includes(id));
  const byLength = ofLength(list, [...lengthsIn(text), ...figureAlone(text)]);
  if (byLength) return byLength;
  const comparison = comparisonIn(text);
  // In reply to the whole list, "the cheapest" chooses, and "what is the cheapest?" asks.
  const isChoice = isShort(list, services) || (comparison && !acts.includes("request"));
  if (list.length > MOST || !isChoice) return undefined;
  if (comparison) return extremeOf(list, comparison);
  const [told, ...others] = tellApart(text, list);
  return told && others.length === 0 ? list.find(({ id }) => id === told.id) : undefined;
}

/** Whether the list is a choice rather than everything on offer. */
function isShort(list: readonly KnownService[], services: readonly KnownService[]): boolean {
  return list.length < services.length || list.length <= 2;
}

/** A variant of the requested service. */
function ofKind(
  state: ConversationState,
  { acts, topics }: Understanding,
  text: string,
  services: readonly KnownService[],
): KnownService | undefined {
  const wished = wishedIn(state, services);
  const comparison = wished && comparisonIn(text);
  const lengths = wished && !comparison ? [...lengthsIn(text), ...figureAlone(text).filter(isNoHour)] : [];
  if (!wished || (!comparison && lengths.length === 0)) return undefined;
  // "How long is the longer one?"
  const isOpen = !state.pending && !state.chosen && topics.every(isOfOthers);
  if (acts.includes("request") && !isOpen) return undefined;
  const alike = akinTo(wished, services);
  if (comparison) return nextOf(alike, wished, comparison);
  return lengths.includes(wished.minutes ?? 0) ? undefined : ofLength(alike, lengths);
}

function isNoHour(figure: number): boolean {
  return figure > 24;
}

/** The only requested service, if there is exactly one. */
function wishedIn({ draft, asked }: ConversationState, services: readonly KnownService[]) {
  const [item, ...others] = draft.items;
  if (draft.goal !== "book" || !item || others.length > 0 || asked === "staff") return undefined;
  return services.find(({ id }) => id === item.serviceId);
}

/** The nearest alternative by that comparison, such as the next longer or cheaper one. */
function nextOf(alike: readonly KnownService[], wished: KnownService, comparison: Comparison) {
  const sign = signOf(comparison);
  const more = alike.filter((one) => sign * (figureIn(one, comparison) - figureIn(wished, comparison)) > 0);
  return extremeOf(more, OPPOSITE[comparison]);
}

/** Whether two services are variants of each other: a full hour instead of half an hour. */
export function isAkin(id: string, other: string, services: readonly KnownService[]): boolean {
  const wished = services.find((one) => one.id === id);
  return wished !== undefined && akinTo(wished, services).some((one) => one.id === other);
}

/** The services with the most similar names. */
function akinTo(wished: KnownService, services: readonly KnownService[]): readonly KnownService[] {
  const own = new Set(wordsOf(wished));
  const others = services.filter(({ id }) => id !== wished.id);
  const shared = others.map((one) => wordsOf(one).filter((word) => own.has(word)).length);
  const most = Math.max(...shared);
  const isTold = (one: KnownService) => describingWords(one.name).some((word) => own.has(word));
  return most === 0 ? [] : others.filter((one, i) => shared[i] === most && isTold(one));
}

function wordsOf({ name }: KnownService): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2);
}

/** A bare "90", in reply to the question which. */
function figureAlone(text: string): readonly number[] {
  const figure = /^\D*(\d{2,3})\D*$/.exec(text)?.[1];
  return figure === undefined ? [] : [Number(figure)];
}

function ofLength(list: readonly KnownService[], lengths: readonly number[]): KnownService | undefined {
  const fitting = list.filter(({ minutes }) => minutes !== undefined && lengths.includes(minutes));
  return fitting.length === 1 ? fitting[0] : undefined;
}

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  longest: "quickest",
  quickest: "longest",
  cheapest: "dearest",
  dearest: "cheapest",
};

function signOf(comparison: Comparison): 1 | -1 {
  return comparison === "longest" || comparison === "dearest" ? 1 : -1;
}

function figureIn({ minutes = 0, price = 0 }: KnownService, comparison: Comparison): number {
  return comparison === "longest" || comparison === "quickest" ? minutes : price;
}

/** The clear extreme by this comparison, if there is one. */
function extremeOf(list: readonly KnownService[], comparison: Comparison): KnownService | undefined {
  const figures = list.map((one) => signOf(comparison) * figureIn(one, comparison));
  const best = list.filter((_, i) => figures[i] === Math.max(...figures));
  return best.length === 1 ? best[0] : undefined;
}
