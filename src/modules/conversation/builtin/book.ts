import { type DraftChange, isPartlyClear } from "#modules/conversation/draft/index.ts";
import { hoursOn } from "#modules/conversation/hours-on.ts";
import { shownOffers } from "#modules/conversation/offers.ts";
import type { Offer } from "#modules/conversation/state.ts";
import { hasWaitlist } from "#modules/waitlist/index.ts";

import { askService } from "./ask-service.ts";
import { timesAsked } from "./asked-again.ts";
import { detailsStep } from "./details.ts";
import { offerTimes } from "./offer-times.ts";
import { tellOffers } from "./offer-words.ts";
import { chosenOffer, draftOf, type Scene, serviceName, type Step } from "./scene.ts";
import { askRhythm, tellRhythm } from "./series.ts";

/** The next step towards a visit: what, when, who; never asks for anything already known. */
export function bookStep(scene: Scene, wereListed = false): Step {
  if (draftOf(scene).items.length === 0 || isHalfSaid(scene))
    return prefixed(closedThen(scene), askService(scene, wereListed));
  const other = askOther(scene) ?? askRhythm(scene);
  if (other) return other;
  const chosen = chosenOffer(scene);
  if (chosen) return takeChosen(scene, chosen);
  if (saysNo(scene)) return otherDay(scene);
  const shown = shownOffers(scene.turn.state(), scene.now);
  if (shown.length > 0 && !wantsOthers(scene)) return askAgain(scene, shown);
  return offerAndTake(scene);
}

/** Whether one of several requested services is still in question; a no drops it. */
function isHalfSaid({ turn }: Scene): boolean {
  const { services, acts, hints } = turn.understood;
  if (services.length > 0 || acts.includes("negate") || hints.includes("only_these")) return false;
  if (turn.heard.doubts.length > 0 || turn.heard.changed.includes("service")) return false;
  return isPartlyClear(turn.state());
}

/** Points out a closed day before asking anything. */
function closedThen({ turn, known, words }: Scene): string {
  const [date, ...others] = turn.heard.changed.includes("date") ? turn.understood.dates : [];
  const isClosed = date !== undefined && others.length === 0 && hoursOn(known.rules, date).length === 0;
  return isClosed ? words.book.closedOn(words.when.day(date)) : "";
}

/** "Another day", "the time": asks what to change it to. */
function askOther(scene: Scene): Step | undefined {
  const { words, turn } = scene;
  const { hints } = turn.understood;
  if (turn.heard.changed.length > 0 || turn.heard.picked !== undefined) return undefined;
  if (hints.includes("other_time")) return { text: words.book.whichHour(), asked: "time" };
  if (hints.includes("other_day")) return { text: words.book.whichDay(), asked: "date" };
  if (hints.includes("other_service")) return askService(scene);
  if (!hints.includes("other_person")) return undefined;
  return askOtherPerson(scene);
}

/**
 * "Anyone else?": asks whom, among those who perform it; if only one does, says so and repeats the open
 * question.
 */
function askOtherPerson(scene: Scene): Step | undefined {
  const { words, known, turn } = scene;
  const [item] = draftOf(scene).items;
  if (!item) return undefined;
  const people = known.staff.filter(({ service_ids: does }) => does.includes(item.serviceId));
  const names = people.map(({ name }) => name);
  if (people.length > 1) return { text: words.book.whichOf(names), asked: "staff" };
  const shown = shownOffers(turn.state(), scene.now);
  const open = shown.length > 0 ? askAgain(scene, shown) : offerAndTake(scene);
  return prefixed(words.answer.whoDoes(serviceName(scene, item.serviceId), names), open);
}

function takeChosen(scene: Scene, chosen: Offer): Step {
  const { words, turn } = scene;
  const step = detailsStep(scene, chosen);
  if (step === "lost") return prefixed(words.book.tooOld(), offerAndTake(scene));
  if (step.asked === "name" && saysNothingButNo(scene))
    return { text: words.book.whatToChange(), asked: "date" };
  if (turn.heard.picked === undefined || step.asked === "confirm") return step;
  const moment = words.when.moment(chosen.start);
  return prefixed(words.book.chose(moment, tellOffers(scene, [chosen]).who), step);
}

/** Offers times; if exactly the requested time is free, holds it and asks the next question. */
function offerAndTake(scene: Scene): Step {
  const offered = offerTimes(scene);
  if ("step" in offered) return offered.step;
  const { kept } = offered;
  const step = detailsStep(scene, kept);
  if (step === "lost") return { text: scene.words.book.gone() };
  const { words } = scene;
  const isKept = scene.turn.state().chosen?.heldUntil !== null;
  const say = isKept ? words.book.taken : words.book.isFree;
  const taken = say(words.when.moment(kept.start), tellOffers(scene, [kept]).who);
  return step.asked === "confirm" ? step : prefixed(taken, step);
}

/** Changes that do not concern the time. */
const ASIDE: ReadonlySet<DraftChange> = new Set(["contact", "note", "people", "repeat"]);

/** Whether the message calls for a new search; otherwise the times shown before still stand. */
function wantsOthers({ turn }: Scene): boolean {
  const { changed } = turn.heard;
  const { acts, hints } = turn.understood;
  if (changed.some((change) => !ASIDE.has(change)) || namesWhen(turn)) return true;
  return (
    acts.includes("request_alternatives") ||
    hints.includes("latest") ||
    hints.includes("any_day") ||
    hints.includes("any_time")
  );
}

function askAgain(scene: Scene, shown: readonly Offer[]): Step {
  const { words } = scene;
  const { days } = tellOffers(scene, shown);
  if (shown.length === 1 || (draftOf(scene).earliest && shown.length > 0))
    return {
      text: [...whyAgain(scene), words.book.stillTakeIt(words.when.moment(shown[0]!.start))].join(" "),
      asked: "choice",
      proposed: "pick",
    };
  const isStuck = timesAsked(scene.turn, "choice") >= MANY_TIMES;
  const ways = isStuck ? [words.book.orOtherTimes(), words.manage.orPerson()] : [];
  return { text: [...whyAgain(scene), words.book.whichOfTimes(days), ...ways].join(" "), asked: "choice" };
}

/** After this many repetitions, alternatives are suggested. */
const MANY_TIMES = 2;

/** Acknowledges before repeating a question that something else was said. */
function whyAgain(scene: Scene): string[] {
  const { turn, words } = scene;
  if (turn.heard.changed.includes("repeat")) return [tellRhythm(scene)];
  return turn.heard.changed.includes("contact") ? [words.book.gotIt()] : [];
}

function saysNo({ turn }: Scene): boolean {
  const { acts } = turn.understood;
  return (
    acts.includes("negate") &&
    turn.state().shown.length > 0 &&
    turn.heard.changed.length === 0 &&
    // "Never mind, Mia is fine."
    turn.understood.staff === undefined &&
    !namesWhen(turn) &&
    !acts.includes("request_alternatives")
  );
}

/** "No", when asked for a name: the picked time is not right. */
function saysNothingButNo({ turn }: Scene): boolean {
  const { acts } = turn.understood;
  return acts.includes("negate") && turn.heard.changed.length === 0 && turn.heard.picked === undefined;
}

/** Whether a day or time is named, even the same one again, which triggers a new search. */
function namesWhen({ understood }: Scene["turn"]): boolean {
  const { dates, times, dateRange, timeRange } = understood;
  return dates.length > 0 || times.length > 0 || dateRange !== undefined || timeRange !== undefined;
}

function otherDay({ words, turn }: Scene): Step {
  const waits = hasWaitlist(turn.ctx);
  return {
    text: words.book.whichOtherDay(waits),
    asked: "date",
    ...(waits && { proposed: "waitlist" as const }),
  };
}

export function prefixed(text: string, step: Step): Step {
  return { ...step, text: `${text} ${step.text}`.trim() };
}
