import { daysBetween, type LocalDate, parseLocalDate } from "#kernel/local-date.ts";
import type { Doubt } from "#modules/conversation/draft/index.ts";
import { shownOffers } from "#modules/conversation/offers.ts";

import { recommendRest } from "./ask-service.ts";
import { timesAsked } from "./asked-again.ts";
import { isExtreme } from "./extremes.ts";
import { tellOffers } from "./offer-words.ts";
import { personName, type Scene, serviceName, type Step } from "./scene.ts";

/** A reply about something that cannot be used as stated: on its own, or before the next step. */
export type DoubtTold = { readonly step: Step; readonly asks: boolean };

/** The question to ask before anything else, if there is one. */
export function openQuestion(scene: Scene, doubt: DoubtTold | undefined): Step | undefined {
  return doubt?.asks ? doubt.step : recommendRest(scene);
}

export function tellDoubt(scene: Scene): DoubtTold | undefined {
  for (const doubt of scene.turn.heard.doubts) {
    const told = wordsFor(scene, doubt);
    if (told) return told;
  }
  return undefined;
}

function wordsFor(scene: Scene, doubt: Doubt): DoubtTold | undefined {
  const { words } = scene;
  switch (doubt.about) {
    case "date":
      return dateWords(scene, doubt);
    case "time":
      return timeWords(scene, doubt);
    case "service":
      if (scene.turn.understood.topics.some(isExtreme)) return undefined;
      return asking({
        text: words.book.whichOf(doubt.candidates.map(({ name }) => name)),
        asked: "service",
        suggested: doubt.candidates.map(({ id }) => id),
      });
    case "staff":
      return staffWords(scene, doubt);
    case "choice":
      return choiceWords(scene, doubt.slotIds);
    case "visit":
    case "email":
    case "phone":
      // Handled where the visit and the contact details are asked for.
      return undefined;
  }
}

function asking(step: Step): DoubtTold {
  return { step, asks: true };
}

function dateWords(scene: Scene, doubt: Extract<Doubt, { about: "date" }>): DoubtTold {
  const { words } = scene;
  if (doubt.why === "weekday_disagrees")
    return asking({
      text: words.book.whichDate(doubt.candidates.map((date) => words.when.day(date))),
      asked: "date",
    });
  if (doubt.why === "no_such_date")
    return asking({ text: `${words.book.noSuchDay()} ${words.book.whichDay()}`, asked: "date" });
  const gone = doubt.why === "past" ? doubt.date : justGone(doubt.date, scene.today);
  const text = gone === undefined ? words.book.tooFarDay() : words.book.passedDay(words.when.day(gone));
  return asking({ text: `${text} ${words.book.whichDay()}`, asked: "date" });
}

/** On 6 March, "4 March" does not mean next year's. */
function justGone(date: LocalDate, today: LocalDate): LocalDate | undefined {
  const yearBefore = parseLocalDate(`${Number(date.slice(0, 4)) - 1}${date.slice(4)}`);
  if (yearBefore === undefined) return undefined;
  const days = daysBetween(yearBefore, today);
  return days > 0 && days <= 31 ? yearBefore : undefined;
}

function timeWords({ words }: Scene, doubt: Extract<Doubt, { about: "time" }>): DoubtTold {
  const time = words.when.clock(doubt.minutes);
  if (doubt.why === "gap")
    return asking({ text: words.book.noSuchTime(time, words.when.day(doubt.date)), asked: "time" });
  return { step: { text: words.book.passedTime(time) }, asks: false };
}

function staffWords(scene: Scene, doubt: Extract<Doubt, { about: "staff" }>): DoubtTold | undefined {
  const { words, known } = scene;
  if (doubt.why === "several")
    return asking({ text: words.book.whichOf(doubt.candidates.map(({ name }) => name)), asked: "staff" });
  // "Who does colour?" has already been answered.
  if (scene.turn.understood.topics.includes("staff")) return undefined;
  const others = known.staff.filter(({ service_ids: does }) => does.includes(doubt.serviceId));
  const text = words.book.notTheirs(
    personName(scene, doubt.staffId),
    serviceName(scene, doubt.serviceId),
    others.map(({ name }) => name),
  );
  return { step: { text }, asks: false };
}

function choiceWords(scene: Scene, slotIds: readonly string[]): DoubtTold | undefined {
  const shown = shownOffers(scene.turn.state(), scene.now).filter(({ slotId }) => slotIds.includes(slotId));
  if (shown.length === 0) return undefined;
  const { book } = scene.words;
  const isYes = scene.turn.understood.acts.includes("affirm");
  const [first] = shown;
  // A second yes to several options means no preference.
  if (isYes && first && timesAsked(scene.turn, "choice") >= 2) {
    const moment = scene.words.when.moment(first.start);
    return asking({
      text: book.takeFirstOf(moment, tellOffers(scene, [first]).who),
      asked: "choice",
      proposed: "pick",
    });
  }
  const isNew = scene.turn.heard.changed.includes("contact");
  const isPlain = isYes && !scene.turn.understood.acts.includes("request");
  const again = isNew ? `${book.gotIt()} ` : isPlain ? `${book.several()} ` : "";
  return asking({ text: `${again}${book.whichOfTimes(tellOffers(scene, shown).days)}`, asked: "choice" });
}
