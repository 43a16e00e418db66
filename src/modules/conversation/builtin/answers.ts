import { type AskedPart, askedParts, keywordsOf, type Topic } from "#modules/language/index.ts";

import { answerTopic, cancellationAnswer, isStructured } from "./answer-topics.ts";
import { getPolicies } from "#modules/business/index.ts";
import { searchKnowledge } from "#modules/knowledge/index.ts";

import { callTool } from "./call-tools.ts";
import { isExtreme } from "./extremes.ts";
import { readVisit } from "./find-visit.ts";
import { visitWords } from "./offer-words.ts";
import { presenceAnswer } from "./presence.ts";
import { contactWords, draftOf, type Scene } from "./scene.ts";

/** Answers to side questions, and whether one of them could not be answered. */
export type Answers = { readonly texts: readonly string[]; readonly isUnknown: boolean };

/** A question or its answer, and its position among the questions of a turn. */
type Told = { readonly text: string; readonly at: number };

/** Answers to the remaining words come after all questions. */
const LAST = 99;

/** The most keywords in a question that its topic alone can answer. */
const SHORT = 2;
/** The most answers given at a time. */
const MOST = 4;

const partsAsked = new WeakMap<Scene, readonly AskedPart[]>();

/** The questions of a turn, parsed once. */
function partsOf(scene: Scene): readonly AskedPart[] {
  const read = partsAsked.get(scene) ?? askedParts(scene.turn.text);
  partsAsked.set(scene, read);
  return read;
}

/** Answers the questions in a turn: from configured data if possible, else from the business's texts. */
export function sideAnswers(scene: Scene): Answers {
  const answers = answersTo(scene);
  const { topics, acts } = scene.turn.understood;
  // A customer who is late should tell somebody on site.
  const left = answers.texts.length > 0 && !answers.isUnknown ? whatIsLeft(scene) : [];
  const isOnTheWay = topics.includes("late") && !acts.includes("request") && answers.texts.length > 0;
  const more = isOnTheWay ? nonEmpty(contactWords(scene)) : left;
  return { ...answers, texts: [...new Set([...answers.texts, ...more])] };
}

/** Among several questions, one may remain that nobody here can answer. */
function whatIsLeft(scene: Scene): string[] {
  const { turn, words } = scene;
  const { services, topics } = turn.understood;
  const parts = partsOf(scene);
  if (parts.length < 2 || services.length > 0 || namesTime(turn.understood) || topics.length > 3) return [];
  const isLeft = parts.some(
    ({ text, topics: about }) =>
      about.every((topic) => topic === "offered") &&
      text.split(/\s+/).length > 2 &&
      keywordsOf(text).length > 0 &&
      searchKnowledge(turn.ctx.db, text).outcome !== "answer",
  );
  return isLeft ? [words.answer.restIsForTeam(), ...nonEmpty(contactWords(scene))] : [];
}

function answersTo(scene: Scene): Answers {
  const visits = ownVisits(scene);
  if (visits !== undefined) return { texts: [visits], isUnknown: false };
  const presence = presenceAnswer(scene);
  if (presence !== undefined) return { texts: [presence, ...besideWish(scene)], isUnknown: false };
  if (!asksSomething(scene) || asksForTime(scene)) return { texts: besideWish(scene), isUnknown: false };
  return answersOfBusiness(scene);
}

function answersOfBusiness(scene: Scene): Answers {
  const { turn } = scene;
  const { understood, text } = turn;
  const asks = understood.acts.includes("request");
  const topics = understood.topics.filter(
    (topic) =>
      asks ||
      isStructured(topic) ||
      topic === "late" ||
      (topic === "cancellation" && understood.intents.includes("faq")),
  );
  const isPlain = keywordsOf(text).length <= SHORT || understood.services.length > 0;
  const figures = figuresOf(scene, topics.filter(isStructured));
  if (figures.length === 0 && topics.includes("offered") && understood.services.length > 0)
    return { texts: offeredAnd(scene, topics), isUnknown: false };
  const each = [...figures, ...ofParts(scene, topics)];
  if (each.length > figures.length) return { texts: inOrder(each), isUnknown: false };
  if (figures.length > 0 && isPlain) return { texts: inOrder(figures), isUnknown: false };
  const written = searchKnowledge(turn.ctx.db, text).outcome === "answer" ? lookUp(scene, text) : undefined;
  if (written !== undefined) return { texts: [written], isUnknown: false };
  const policies = figures.length > 0 ? figures : figuresOf(scene, topics);
  if (policies.length > 0) return { texts: inOrder(policies), isUnknown: false };
  lookUp(scene, text);
  return { texts: [], isUnknown: isForUs(scene) };
}

/** Each once, in the order asked. */
function inOrder(told: readonly Told[]): string[] {
  const texts = told.toSorted((a, b) => a.at - b.at).map(({ text }) => text);
  return [...new Set(texts)].slice(0, MOST);
}

/** "Can we make it 11, and is there parking?": questions along with a time. */
function besideWish(scene: Scene): string[] {
  const parts = partsOf(scene);
  return isBesideOther(parts, scene.turn.text) ? inOrder(writtenOn(scene, parts.map(asQuestion))) : [];
}

/** "Do you cut kids' hair?": that it is offered, and what the business says about the remaining words. */
function offeredAnd(scene: Scene, topics: readonly Topic[]): string[] {
  const { turn, known, profile } = scene;
  const { services } = turn.understood;
  const names = known.services.flatMap(({ name, aliases }) => [name, ...aliases]);
  const own = new Set(keywordsOf([profile.business_name, ...names].join(" ")).map(([word]) => word));
  const rest = keywordsOf(turn.text).flatMap(([word = ""]) => (own.has(word) ? [] : [word]));
  const isNamed = services.length > 0 && rest.length > 0;
  const written = isNamed ? writtenOn(scene, [{ text: rest.join(" "), at: LAST }]) : [];
  return inOrder([...figuresOf(scene, topics), ...written]);
}

/** Whether a question is only part of the message. */
function isBesideOther(parts: readonly AskedPart[], text: string): boolean {
  return parts.length > 0 && (parts[0]?.text.length ?? 0) < text.replace(/[?!.\s]+$/, "").length;
}

/** Looks up each question that configured data does not answer, and any words beside one that it does. */
function ofParts(scene: Scene, topics: readonly Topic[]): Told[] {
  const parts = partsOf(scene);
  if (parts.length > 1 || isBesideOther(parts, scene.turn.text) || topics.includes("address"))
    return writtenOn(
      scene,
      parts.flatMap((part, at) => (part.topics.some(isAnsweredByFigures) ? [] : [asQuestion(part, at)])),
    );
  const isBeside = topics.some(isStructured) && !topics.every(isStructured);
  // "How much is it with a tip?": the price, and what the business says about tips.
  const rest = isBeside ? keywordsOf(scene.turn.text).filter((alike) => !alike.includes("price")) : [];
  return rest.length > 0 ? writtenOn(scene, [{ text: rest.map(([word]) => word).join(" "), at: LAST }]) : [];
}

/** Directions need more than an address. */
function isAnsweredByFigures(topic: Topic): boolean {
  return isStructured(topic) && topic !== "address";
}

function writtenOn(scene: Scene, questions: readonly Told[]): Told[] {
  return questions
    .filter(({ text }) => searchKnowledge(scene.turn.ctx.db, text).outcome === "answer")
    .slice(0, MOST)
    .flatMap(({ text, at }) => {
      const answer = lookUp(scene, text);
      return answer === undefined ? [] : [{ text: answer, at }];
    });
}

function asQuestion({ text }: AskedPart, at: number): Told {
  return { text, at };
}

/** "When is it again?" in the middle of something else: the visits that this conversation may discuss. */
function ownVisits(scene: Scene): string | undefined {
  const { turn, words } = scene;
  const { intents, hints } = turn.understood;
  const { goal } = draftOf(scene);
  if (!intents.includes("lookup") || goal === "lookup") return undefined;
  const told = turn
    .state()
    .verified.flatMap((uid) => readVisit(scene, uid) ?? [])
    .map((visit) => visitWords(scene, visit));
  if (told.length === 0) return goal === "book" ? words.manage.noVisitYet() : undefined;
  const visits = told.length === 1 ? words.manage.yourVisit(told[0]!) : words.manage.yourVisits(told);
  return hints.includes("asks_reference") ? `${visits} ${words.manage.whereReference()}` : visits;
}

/** Questions about times do not count: they are answered with offers. */
function asksSomething(scene: Scene): boolean {
  const { turn } = scene;
  const { acts, intents, topics, hints } = turn.understood;
  // "I am stuck in traffic" implies a question about the consequences.
  if (intents.includes("faq") || topics.includes("late")) return true;
  // "A colour then, how long?"
  if (topics.includes("price") || topics.includes("duration")) return true;
  if (hints.includes("existing_visit") && topics.length === 0) return false;
  if (intents.some((intent) => intent !== "out_of_scope"))
    return topics.length > 0 && acts.includes("request");
  return acts.includes("request") || intents.includes("out_of_scope") || saysNothingElse(scene);
}

/** "Could he do it at four?", during a booking, is answered with times. */
function asksForTime(scene: Scene): boolean {
  const { understood } = scene.turn;
  const isPlain = understood.topics.length === 0 && !understood.intents.includes("faq");
  return draftOf(scene).goal === "book" && namesTime(understood) && isPlain;
}

/** If nothing was understood, the message may be a question with a typo. */
function saysNothingElse({ turn }: Scene): boolean {
  const { heard, understood, picked } = turn;
  if (heard.changed.length > 0 || heard.doubts.length > 0 || picked || understood.people) return false;
  return understood.acts.every((act) => act === "unknown" || act === "inform");
}

/** An unanswered question is passed on only if it concerns the business. */
function isForUs(scene: Scene): boolean {
  const { turn } = scene;
  const { intents, acts, hints, topics } = turn.understood;
  // A request for a time is answered with times, however phrased.
  const saysMore = turn.heard.changed.some((change) => change !== "note");
  const isAnswered = saysMore || namesTime(turn.understood) || turn.understood.staff !== undefined;
  if (turn.heard.picked !== undefined || isAnswered) return false;
  if (topics.length === 0 && isSaidOfVisit(scene)) return false;
  // "Anyone else?", about a visit: who performs it is known.
  if (hints.includes("other_person") && draftOf(scene).items.length > 0) return false;
  // "Do you have student discounts?", "Do I need a patch test?": for the owner, whatever else the message is
  // about.
  if (intents.includes("out_of_scope"))
    return topics.some((topic) => OF_US.has(topic)) || hints.includes("asks_us");
  if (intents.some((intent) => intent !== "faq" && intent !== "book") || acts.includes("repeat"))
    return false;
  return intents.includes("faq") || (acts.includes("request") && keywordsOf(turn.text).length > 0);
}

/** Topics on which the business may have published nothing. */
const OF_US: ReadonlySet<Topic> = new Set(["offered", "no_show", "late", "cancellation", "payment"]);

/** "Can you check?", about a visit being looked up; "is anyone there?". */
function isSaidOfVisit(scene: Scene): boolean {
  const { acts, intents, hints } = scene.turn.understood;
  const { goal } = draftOf(scene);
  const isAboutVisit = goal === "lookup" || goal === "cancel" || goal === "reschedule";
  return (isAboutVisit && !hints.includes("asks_us")) || (acts.includes("greet") && intents.length === 0);
}

function namesTime({ dates, times, dateRange, timeRange }: Scene["turn"]["understood"]): boolean {
  return dates.length > 0 || times.length > 0 || dateRange !== undefined || timeRange !== undefined;
}

/** Answers from configured data, each with the position of its question. */
function figuresOf(scene: Scene, topics: readonly Topic[]): Told[] {
  const told = new Set(topics);
  // "Do you have a haircut for Tuesday?" is answered by times.
  if (namesTime(scene.turn.understood)) told.delete("offered");
  // "What else do you have?", about times.
  const asksForOthers = scene.turn.understood.acts.includes("request_alternatives");
  if (asksForOthers && draftOf(scene).goal === "book") told.delete("services");
  if (told.has("with_whom")) told.delete("staff");
  // Price and duration share one sentence.
  if (told.has("price") && told.has("duration")) told.delete("duration");
  if (told.has("deposit")) told.delete("price");
  // "What is the cheapest thing you do?" asks for one of them.
  if (topics.some(isExtreme)) for (const topic of OF_ALL) told.delete(topic);
  // "The email is jo@x.com" states the customer's own.
  const { email, phone } = scene.turn.understood;
  if (email !== undefined || phone !== undefined) told.delete("contact");
  if (told.has("price") && scene.turn.understood.services.length > 0) told.delete("services");
  const parts = partsOf(scene);
  return [...told].flatMap((topic) => {
    const text = answerTopic(scene, topic, topics);
    const at = parts.findIndex((part) => part.topics.includes(topic));
    return text === undefined ? [] : [{ text, at }];
  });
}

const OF_ALL: readonly Topic[] = ["price", "duration", "services", "description", "offered"];

function nonEmpty(text: string): string[] {
  return text === "" ? [] : [text];
}

/**
 * Searches the business's texts. An unanswered question that concerns the business is recorded for the owner.
 */
function lookUp(scene: Scene, query: string): string | undefined {
  if (keywordsOf(query).length === 0) return undefined;
  const isKnown = searchKnowledge(scene.turn.ctx.db, query).outcome === "answer";
  if (!isKnown && !isForUs(scene)) return undefined;
  const result = callTool(scene, "search_knowledge", { query: query.slice(0, 500) });
  const { answers = [] } = (result.data ?? {}) as {
    readonly answers?: readonly { readonly answer: string }[];
  };
  const answer = result.ok ? answers[0]?.answer : undefined;
  // The business's own text on cancelling follows the required notice.
  const isPolicy = answer !== undefined && answer === getPolicies(scene.turn.ctx.db).cancellation_text;
  return isPolicy ? cancellationAnswer(scene) : answer;
}
