import { keywordsOf } from "#modules/language/index.ts";

import { answerTopic, servicesAnswer } from "./answer-topics.ts";
import type { Answers } from "./answers.ts";
import { extremeServices, isExtreme } from "./extremes.ts";
import { peopleMeant } from "./presence.ts";
import { draftOf, type Reply, type Scene, type Step } from "./scene.ts";

/** After this many consecutive misunderstandings, suggests another way. */
const SOME_MISSES = 2;

/** Replies if nothing is requested: greetings, thanks, goodbye, and suggestions. */
export function smallTalk(scene: Scene, answers: Answers): Step {
  const { words, turn } = scene;
  const { acts } = turn.understood;
  if (acts.includes("goodbye")) return { text: words.talk.goodbye() };
  if (answers.texts.length > 0) return invite(scene);
  const named = offerNamed(scene);
  if (named) return named;
  const greeting = greetBack(scene);
  if (greeting !== undefined) return { text: `${greeting} ${words.talk.howCanIHelp()}` };
  if (acts.includes("thank"))
    return { text: `${words.talk.welcome()} ${isOver(scene) ? "" : words.talk.howCanIHelp()}`.trim() };
  if (turn.understood.hints.includes("annoyed"))
    return {
      text: `${words.talk.howCanIHelp()} ${words.manage.orPerson()}`,
      asked: "choice",
      proposed: "person",
    };
  if (acts.includes("negate")) return toNo(scene);
  if (turn.heard.changed.includes("contact")) return contactNoted(scene);
  if (acts.includes("repeat"))
    return {
      text: turn.history().findLast(({ by }) => by === "assistant")?.text ?? words.talk.howCanIHelp(),
    };
  return { text: elsewhere(scene) ?? words.talk.howCanIHelp() };
}

/** A no to a recommendation leads to asking what it should be. */
function toNo(scene: Scene): Step {
  const { words, turn } = scene;
  const { suggested, proposed } = turn.state();
  if (suggested && proposed === "book") return { text: words.conduct.whatInstead(), asked: "service" };
  return { text: isOver(scene) ? words.talk.goodbye() : words.talk.all() };
}

/** Replies about services not offered here. */
function elsewhere(scene: Scene): string | undefined {
  const { words, turn, profile } = scene;
  const { hints, intents } = turn.understood;
  if (hints.includes("common_service"))
    return `${words.answer.notListed()} ${servicesAnswer(scene)} ${words.book.anythingElse()}`;
  if (!intents.includes("out_of_scope")) return undefined;
  // A mere statement is not a question that we cannot answer.
  return turn.understood.acts.includes("request")
    ? words.answer.outOfScope(profile.business_name)
    : `${words.talk.iSee()} ${words.talk.howCanIHelp()}`;
}

/** A recommendation stays open if they give their name first. */
function contactNoted(scene: Scene): Step {
  const { words, turn } = scene;
  if (turn.state().phase === "handoff") return { text: `${words.book.gotIt()} ${words.talk.teamReads()}` };
  const open = whatWasSuggested(scene);
  if (open) return { ...open, text: `${words.book.gotIt()} ${open.text}` };
  return { text: `${words.talk.all()} ${words.talk.howCanIHelp()}` };
}

/** "And a cleaning, too?" */
function offerNamed(scene: Scene): Step | undefined {
  if (scene.turn.understood.services.length === 0) return undefined;
  const price = answerTopic(scene, "price", []);
  const question = scene.words.answer.wouldYouBook();
  return price === undefined
    ? undefined
    : { text: `${price} ${question}`, asked: "choice", proposed: "book" };
}

/** "How are you?", and "hello?" in mid-conversation. */
function greetBack({ turn, words }: Scene): string | undefined {
  const { acts, hints } = turn.understood;
  if (hints.includes("asks_how")) return words.talk.amWell();
  return acts.includes("greet") && turn.turn > 1 ? words.talk.amHere() : undefined;
}

function isOver({ turn }: Scene): boolean {
  return ["booked", "cancelled", "moved", "waitlisted", "handoff"].includes(turn.state().phase);
}

/** After an answer about a service, suggests booking it; after any other, asks if there is more. */
function invite(scene: Scene): Step {
  const { words, turn } = scene;
  const { items } = draftOf(scene);
  const [staff] = turn.understood.hints.includes("asks_presence") ? peopleMeant(scene) : [];
  if (staff && draftOf(scene).dates.length > 0)
    return { text: words.conduct.findTimeWith(staff.name), asked: "choice", proposed: "book" };
  const [extreme, ...more] = turn.understood.topics
    .filter(isExtreme)
    .flatMap((topic) => extremeServices(scene, topic));
  if (extreme && more.length === 0)
    return { text: words.answer.wouldYouBook(), asked: "choice", proposed: "book", suggested: [extreme.id] };
  const isAboutService = turn.understood.services.length === 1 && items.length === 1;
  if (isAboutService) return { text: words.answer.wouldYouBook(), asked: "choice", proposed: "book" };
  return whatWasSuggested(scene) ?? { text: words.book.anythingElse() };
}

/** The most services suggested; more would be the full list. */
const MOST_SUGGESTED = 4;

/** "Does it cost anything?", about a recommendation: that stays open. */
export function whatWasSuggested({ turn, words, known }: Scene): Step | undefined {
  const { suggested = [], asked, proposed } = turn.state();
  if (suggested.length === 1 && proposed === "book")
    return { text: words.book.wouldThatSuit(), asked: "choice", proposed, suggested };
  const isFew = suggested.length <= MOST_SUGGESTED && suggested.length < known.services.length;
  const isOpen = asked === "service" && suggested.length > 1 && isFew;
  return isOpen ? { text: words.book.whichSuits(), asked, suggested } : undefined;
}

/** A single capitalised word, like a name. */
const ONE_NAME = /^\W*\p{Lu}\p{Ll}+\W*$/u;

/** Says so and repeats the open question; after the second time, suggests other ways. */
export function notUnderstood(scene: Scene, step: Step | undefined): Reply {
  const { words, turn } = scene;
  const misses = (turn.state().misses ?? 0) + 1;
  // Gibberish is not a question about something else.
  const { intents, acts } = turn.understood;
  const isService =
    turn.state().asked === "service" && keywordsOf(turn.text).length > 0 && misses < SOME_MISSES;
  const isElsewhere = intents.includes("out_of_scope") && acts.includes("request");
  const sorry = isService
    ? ONE_NAME.test(turn.text)
      ? words.book.nameLater()
      : words.answer.notListed()
    : isElsewhere && misses < SOME_MISSES
      ? words.answer.outOfScope(scene.profile.business_name)
      : words.talk.notUnderstood();
  const open = step ?? { text: words.talk.howCanIHelp() };
  const help = misses >= SOME_MISSES ? [words.talk.stepByStep(), words.manage.orPerson()] : [];
  return { ...open, text: [sorry, ...help, open.text].join(" "), misses };
}
