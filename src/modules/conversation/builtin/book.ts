import type { DraftChange } from "#modules/conversation/draft/index.ts";
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

/** The next thing to say on the way to a visit: what, when, who; never what is known already. */
export function bookStep(scene: Scene, wereListed = false): Step {
  if (draftOf(scene).items.length === 0) return prefixed(closedThen(scene), askService(scene, wereListed));
  const other = askOther(scene) ?? askRhythm(scene);
  if (other) return other;
  const chosen = chosenOffer(scene);
  if (chosen) return takeChosen(scene, chosen);
  if (saysNo(scene)) return otherDay(scene);
  const shown = shownOffers(scene.turn.state(), scene.now);
  if (shown.length > 0 && !wantsOthers(scene)) return askAgain(scene, shown);
  return offerAndTake(scene);
}

/** A day on which nobody is here is told before anything is asked. */
function closedThen({ turn, known, words }: Scene): string {
  const [date, ...others] = turn.heard.changed.includes("date") ? turn.understood.dates : [];
  const isClosed = date !== undefined && others.length === 0 && hoursOn(known.rules, date).length === 0;
  return isClosed ? words.book.closedOn(words.when.day(date)) : "";
}

/** "Another day", "the time": asks what it shall be. */
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

/** "Anyone else?": whom of those who do it; where only one does, that is said, and what was open is asked again. */
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

/** Offers times; where the very time that was asked for is free, it is kept, and the next thing is asked. */
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

/** What is about no time. */
const ASIDE: ReadonlySet<DraftChange> = new Set(["contact", "note", "people", "repeat"]);

/** Nothing new was said about what or when: what was shown still stands. */
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
  if (shown.length === 1)
    return {
      text: [...whyAgain(scene), words.book.stillTakeIt(words.when.moment(shown[0]!.start))].join(" "),
      asked: "choice",
      proposed: "pick",
    };
  const isStuck = timesAsked(scene.turn, "choice") >= MANY_TIMES;
  const ways = isStuck ? [words.book.orOtherTimes(), words.manage.orPerson()] : [];
  return { text: [...whyAgain(scene), words.book.whichOfTimes(days), ...ways].join(" "), asked: "choice" };
}

/** Asked so often, other ways have to be shown. */
const MANY_TIMES = 2;

/** Before the same question comes again: that something else was heard. */
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

/** "No", to the question for a name: what was taken is not right. */
function saysNothingButNo({ turn }: Scene): boolean {
  const { acts } = turn.understood;
  return acts.includes("negate") && turn.heard.changed.length === 0 && turn.heard.picked === undefined;
}

/** A day or time is said, be it the same again: then it is looked at again. */
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
