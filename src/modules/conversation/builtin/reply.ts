import { tellGate, offersStep } from "./after-gate.ts";
import { servicesAnswer } from "./answer-topics.ts";
import { type Answers, sideAnswers } from "./answers.ts";
import { describedOffer, recommend } from "./ask-service.ts";
import { bookStep } from "./book.ts";
import { keywordsOf, type Understanding } from "#modules/language/index.ts";

import { callTool } from "./call-tools.ts";
import { otherDetails, otherLanguage, stopMessages, waitFor } from "./asides.ts";
import { openQuestion, tellDoubt } from "./doubts.ts";
import { manageStep } from "./manage.ts";
import { notHere } from "./not-here.ts";
import { noted } from "./notes.ts";
import { partOfVisit } from "./part-of-visit.ts";
import { whatOf } from "./offer-words.ts";
import { contactWords, draftOf, type Reply, type Scene, type Step } from "./scene.ts";
import { smallTalk, notUnderstood, whatWasSuggested } from "./small-talk.ts";
import { waitlistStep } from "./waitlist-step.ts";

/**
 * The answer to a turn: what was done, then answers to side questions, then one question for the next missing
 * piece of information.
 */
export function replyTo(scene: Scene): Reply {
  const { turn } = scene;
  if (wantsPerson(scene)) return heard(handOver(scene));
  const answers = answersBeforeYes(scene, sideAnswers(scene));
  const done = tellGate(scene, answers.texts.length > 0);
  if (done?.ends) return heard(joined([...opening(done.step, answers)], closing(scene, done.step, answers)));
  if (turn.heard.abandoned) return heard(dropped(scene, answers));
  const asked = aside(scene) ?? (answers.texts.length === 0 ? otherLanguage(scene) : undefined);
  if (asked) return heard(asked);
  const lost = turn.picked?.kind === "refused";
  if (lost) return heard(joined([scene.words.book.gone()], offersStep(scene)));
  if (turn.understood.hints.includes("complaint")) return heard(complaint(scene));
  const doubt = tellDoubt(scene);
  const open = openQuestion(scene, doubt);
  if (open) return heard(joined([...courtesy(scene), ...answers.texts], open));
  const before = [
    ...courtesy(scene),
    ...answers.texts,
    ...(doubt ? [doubt.step.text] : []),
    ...notHere(scene),
  ];
  return wantsAdvice(scene, answers) ? heard(advice(scene, before)) : goOn(scene, before, answers);
}

/** Admits to unanswerable questions too, before repeating the summary's question. */
function answersBeforeYes(scene: Scene, answers: Answers): Answers {
  if (!answers.isUnknown || scene.turn.gate.kind !== "unclear") return answers;
  const contact = contactWords(scene);
  return {
    texts: [scene.words.conduct.thatIsForTeam(), ...(contact === "" ? [] : [contact])],
    isUnknown: false,
  };
}

function wantsPerson({ turn }: Scene): boolean {
  const { acts, hints } = turn.understood;
  if (turn.gate.kind === "done") return false;
  return (
    acts.includes("human") ||
    hints.includes("wants_colleague") ||
    (turn.state().proposed === "person" && acts.includes("affirm"))
  );
}

function heard(step: Step): Reply {
  return { ...step, misses: 0 };
}

/** Answers about what was just booked follow the news; answers about a pending confirmation precede it. */
function opening(step: Step, { texts }: Answers): string[] {
  return step.asked === undefined ? [step.text, ...texts] : [...texts];
}

function closing(scene: Scene, step: Step, { texts, isUnknown }: Answers): Step {
  if (step.asked !== undefined) return step;
  if (isUnknown) return unknown(scene, []);
  const next = nextVisit(scene);
  if (next) return next;
  if (scene.turn.gate.kind === "done" && draftOf(scene).people !== undefined)
    return { text: scene.words.book.nextPerson(), asked: "choice", proposed: "another" };
  const isQuestion = step.text.endsWith("?");
  return { text: isQuestion && texts.length === 0 ? "" : scene.words.book.anythingElse() };
}

/** If several visits were requested one by one, continues with the next at once. */
function nextVisit(scene: Scene): Step | undefined {
  const { gate } = scene.turn;
  const { goal, bookingUid } = draftOf(scene);
  if (gate.kind !== "done") return undefined;
  if ((goal === "cancel" || goal === "reschedule") && bookingUid !== undefined)
    return joined([scene.words.conduct.andTheOther()], manageStep(scene, goal));
  if (gate.act !== "book" || goal !== "book") return undefined;
  return joined([scene.words.conduct.next(whatOf(scene))], bookStep(scene));
}

/** A message with no other meaning may describe a service. */
function lostOrDescribed(scene: Scene, step: Step | undefined): Reply {
  const recommended = draftOf(scene).items.length === 0 ? recommend(scene) : undefined;
  return recommended ? heard(recommended) : notUnderstood(scene, whatWasSuggested(scene) ?? step);
}

/** The next step of the wish, if there is one; else small talk, or an admission that nothing was understood. */
function goOn(scene: Scene, before: readonly string[], answers: Answers): Reply {
  const described = answers.isUnknown ? describedOffer(scene) : undefined;
  if (answers.isUnknown) return heard(described ? joined(before, described) : unknown(scene, before));
  if (isLeaving(scene)) return heard(joined(before, { text: scene.words.talk.goodbye() }));
  const step = wishStep(scene, answers.texts.length > 0 && listsServices(scene));
  const isLost = before.length === 0 && isNotUnderstood(scene);
  if (isLost) return lostOrDescribed(scene, step);
  if (step) return heard(joined([...before, ...beyond(scene, answers)], step));
  const recommended = answers.texts.length === 0 ? recommend(scene) : undefined;
  return heard(joined(before, recommended ?? stillSuggested(scene, smallTalk(scene, answers))));
}

/** Recommendations stay open even if something else came up. */
function stillSuggested({ turn }: Scene, step: Step): Step {
  const { suggested, proposed } = turn.state();
  const { acts } = turn.understood;
  const isOver = acts.some((act) => act === "negate" || act === "thank" || act === "goodbye");
  if (step.asked !== undefined || !suggested || proposed !== "book" || isOver) return step;
  return { ...step, asked: "choice", proposed, suggested };
}

/** Giving advice is not our place, but naming the available services is. */
function wantsAdvice({ turn }: Scene, { texts }: Answers): boolean {
  const { hints, services, questions } = turn.understood;
  const { goal } = turn.state().draft;
  const isAboutVisit = goal !== null && goal !== "book" && goal !== "waitlist";
  if (!hints.includes("wants_advice") || texts.length > 0 || isAboutVisit) return false;
  return (
    services.length === 0 &&
    questions.length === 0 &&
    turn.heard.changed.every((one) => one === "goal" || one === "date")
  );
}

function advice(scene: Scene, before: readonly string[]): Step {
  const { words } = scene;
  const recommended = draftOf(scene).items.length === 0 ? recommend(scene) : undefined;
  if (recommended) return joined(before, recommended);
  const open = wishStep(scene) ?? { text: words.answer.orFindTime(), asked: "choice", proposed: "book" };
  return joined([...before, words.answer.teamJudges(), contactWords(scene)], open);
}

/** A mere goodbye: open questions are not repeated. */
function isLeaving({ turn }: Scene): boolean {
  const { understood, heard: update, picked, gate } = turn;
  if (!understood.acts.includes("goodbye") || understood.intents.length > 0) return false;
  return picked === undefined && update.changed.length === 0 && gate.kind === "nothing_pending";
}

/** An unrelated question in the middle of a wish is still acknowledged. */
function beyond({ turn, words, profile }: Scene, answers: Answers): string[] {
  const { intents, acts } = turn.understood;
  const isAsked = intents.includes("out_of_scope") && acts.includes("request") && answers.texts.length === 0;
  return isAsked && turn.heard.changed.length === 0 ? [words.answer.outOfScope(profile.business_name)] : [];
}

/** Whether the answer listed the services. */
function listsServices({ turn }: Scene): boolean {
  return turn.understood.topics.some(
    (topic) => topic === "services" || topic === "offered" || topic === "price",
  );
}

function wishStep(scene: Scene, wereListed = false): Step | undefined {
  const { goal } = draftOf(scene);
  switch (goal) {
    case "book":
      return bookStep(scene, wereListed);
    case "waitlist":
      return isWaiting(scene) ? undefined : waitlistStep(scene);
    case "cancel":
    case "reschedule":
    case "lookup":
      return isAboutVisit(scene) ? manageStep(scene, goal) : undefined;
    case null:
      return undefined;
  }
}

/** Already on the waitlist, and nothing new was said about it. */
function isWaiting({ turn }: Scene): boolean {
  return turn.state().phase === "waitlisted" && turn.heard.changed.length === 0;
}

/** A cancellation that was reported or declined is over; a move continues until it is done. */
function isAboutVisit(scene: Scene): boolean {
  const { heard: update, understood } = scene.turn;
  if (draftOf(scene).goal === "reschedule") return true;
  if (understood.acts.includes("thank") || understood.acts.includes("goodbye")) return false;
  const { goal } = draftOf(scene);
  const { verified, asked } = scene.turn.state();
  // After hearing when it is, they ask something else.
  const isAside =
    goal === "lookup" && verified.length > 0 && understood.intents.every((one) => one === "faq");
  if (isAside && update.changed.length === 0) return false;
  return (
    asked === "scope" ||
    update.changed.length > 0 ||
    update.doubts.length > 0 ||
    understood.intents.length > 0 ||
    understood.hints.includes("has_none") ||
    understood.acts.includes("unknown")
  );
}

/** Whether the message adds nothing new and answers nothing. */
function isNotUnderstood({ turn }: Scene): boolean {
  const { understood, heard: update, picked, gate } = turn;
  if (picked || gate.kind !== "nothing_pending" || update.changed.length > 0) return false;
  if (update.doubts.length > 0 || saysSomething(understood)) return false;
  // "Can you help me?" is vague, but not unintelligible.
  const { asked, draft } = turn.state();
  if (keywordsOf(turn.text).length === 0 && (asked === undefined || draft.goal === null)) return false;
  const says = understood.acts.some((act) => act !== "unknown" && act !== "inform");
  return !says && understood.intents.every((intent) => intent === "out_of_scope");
}

/** Whether anything in the message was recognised, new or not. */
function saysSomething(understood: Understanding): boolean {
  const { note, staff, timeRange, hints, references, services, dates, times } = understood;
  const lists = [hints, references, services, dates, times];
  return Boolean(note ?? staff ?? timeRange) || lists.some((list) => list.length > 0);
}

function unknown(scene: Scene, before: readonly string[]): Step {
  const { words, turn } = scene;
  if (turn.understood.hints.includes("common_service"))
    return joined(
      [...before, words.answer.notListed(), servicesAnswer(scene)],
      wishStep(scene, true) ?? {
        text: words.book.whichSuits(),
        asked: "service",
      },
    );
  return joined(before, { text: words.answer.doNotKnow(), asked: "choice", proposed: "ask_owner" });
}

/** A yes or no to "shall I ask the owner?". The unanswered question is on the owner's list already. */
function askOwner(scene: Scene): Step | undefined {
  const { turn, words } = scene;
  const { acts } = turn.understood;
  if (turn.state().proposed !== "ask_owner") return undefined;
  const isYes = acts.includes("affirm") && !acts.includes("negate") && !acts.includes("request");
  const isNo = acts.includes("negate") && !acts.includes("request") && turn.heard.changed.length === 0;
  if (!isYes && !isNo) return undefined;
  const said = isYes ? words.answer.askedOwner() : words.answer.didNotAsk();
  return joined([said], wishStep(scene) ?? { text: words.book.anythingElse() });
}

/** Replies that are not a step towards a visit. */
function aside(scene: Scene): Step | undefined {
  return (
    askOwner(scene) ?? stopMessages(scene) ?? otherDetails(scene) ?? partOfVisit(scene) ?? waitFor(scene)
  );
}

function handOver(scene: Scene): Step {
  const { words } = scene;
  callTool(scene, "escalate_to_human", { reason: "asked for a person" });
  return { text: words.manage.person(contactWords(scene)) };
}

/** Complaints are referred to a person. */
function complaint(scene: Scene): Step {
  const { words } = scene;
  const contact = contactWords(scene);
  return {
    text: [words.talk.sorry(), contact, words.manage.orPerson()].filter((text) => text !== "").join(" "),
    asked: "choice",
    proposed: "person",
  };
}

/** "Never mind, what is the cheapest thing you do?" still gets an answer. */
function dropped(scene: Scene, { texts, isUnknown }: Answers): Step {
  const { book } = scene.words;
  return isUnknown
    ? unknown(scene, [book.droppedIt()])
    : joined([book.droppedIt(), ...texts], { text: book.anythingElse() });
}

function courtesy(scene: Scene): string[] {
  const { turn, words } = scene;
  const { acts, hints } = turn.understood;
  const hello = acts.includes("greet") && turn.turn === 1 ? [words.talk.hello()] : [];
  const isSeveral = (turn.understood.people ?? 1) > 1 || turn.understood.visits !== undefined;
  const several = isSeveral ? [words.book.oneAtATime()] : [];
  return [...(hints.includes("annoyed") ? [words.talk.sorry()] : hello), ...several, ...noted(scene)];
}

export function joined(before: readonly string[], step: Step): Step {
  // Drops texts that the step repeats anyway.
  const first = before.filter((text) => text !== "" && !step.text.includes(text));
  return { ...step, text: [...first, step.text].filter((text) => text !== "").join(" ") };
}
