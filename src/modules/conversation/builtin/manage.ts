import { shownOffers } from "#modules/conversation/offers.ts";
import type { Offer } from "#modules/conversation/state.ts";

import { prefixed } from "./book.ts";
import { callTool } from "./call-tools.ts";
import { findVisit, ownVisits } from "./find-visit.ts";
import { offerTimes, saysWhen } from "./offer-times.ts";
import { tellOffers, visitWords } from "./offer-words.ts";
import { passOnNote } from "./notes.ts";
import { chosenOffer, contactWords, draftOf, type Scene, type Step, type Visit } from "./scene.ts";
import { askConflicts, askScope, asksFor } from "./series.ts";

/** The next step for an existing visit: to move it, cancel it or look it up. */
export function manageStep(scene: Scene, goal: "reschedule" | "cancel" | "lookup"): Step {
  const all = goal === "lookup" ? ownVisits(scene) : [];
  if (all.length > 1)
    return { text: `${scene.words.manage.yourVisits(all)} ${scene.words.series.whatToDo()}` };
  const found = findVisit(scene, goal);
  if ("step" in found) return found.step;
  const { visit, isNew } = found;
  const { words } = scene;
  const intro = isNew ? words.manage.isTheirs(visitWords(scene, visit)) : undefined;
  const step =
    goal === "cancel"
      ? cancelStep(scene, visit)
      : goal === "reschedule"
        ? moveStep(scene, visit)
        : lookupStep(scene, visit, isNew);
  return intro === undefined ? step : prefixed(intro, step);
}

function cancelStep(scene: Scene, visit: Visit): Step {
  const result = callTool(scene, "cancel_booking", { booking_uid: visit.uid });
  if (result.code === "NEEDS_CONFIRMATION") return { text: confirmWords(scene), asked: "confirm" };
  if (asksFor(result, "scope")) return askScope(scene, visit, "cancel");
  return cannotChange(scene, result.code);
}

function confirmWords({ turn, words }: Scene): string {
  const act = turn.state().pending?.act;
  const isOfSeveral = act?.kind === "cancel" && act.scope !== undefined;
  return isOfSeveral ? words.series.confirmCancel() : words.manage.confirmCancel();
}

function cannotChange(scene: Scene, code: string): Step {
  const { words } = scene;
  if (code === "TOO_LATE") return { text: words.manage.tooLate(contactWords(scene)).trim() };
  return { text: words.manage.notActive() };
}

function lookupStep(scene: Scene, visit: Visit, isNew: boolean): Step {
  const { words } = scene;
  if (draftOf(scene).notes !== undefined)
    return { text: `${passOnNote(scene)} ${words.book.anythingElse()}` };
  if (isNew) return { text: words.manage.whatToDo() };
  const isAsked = scene.turn.understood.hints.includes("asks_reference");
  const reference = isAsked ? [words.manage.whereReference()] : [];
  return {
    text: [words.manage.yourVisit(visitWords(scene, visit)), ...reference, words.manage.whatToDo()].join(" "),
  };
}

function moveStep(scene: Scene, visit: Visit): Step {
  const { words, turn } = scene;
  const chosen = chosenOffer(scene);
  if (chosen?.forVisit === visit.uid) return freezeMove(scene, visit, chosen);
  if (!saysWhen(scene) && turn.heard.changed.includes("goal") && !turn.understood.repeat?.every)
    return askWhen(scene);
  const shown = shownOffers(turn.state(), scene.now).filter(({ forVisit }) => forVisit === visit.uid);
  const isOpen = shown.length > 0 && turn.heard.changed.length === 0;
  if (isOpen && !turn.understood.acts.includes("request_alternatives")) {
    if (turn.understood.acts.includes("negate"))
      return { text: words.book.whichOtherDay(false), asked: "date" };
    return { text: words.book.whichOfTimes(tellOffers(scene, shown).days), asked: "choice" };
  }
  if (!saysWhen(scene)) return turn.understood.repeat?.every ? rhythmStays(scene) : askWhen(scene);
  const offered = offerTimes(scene, visit);
  return "step" in offered ? offered.step : freezeMove(scene, visit, offered.kept);
}

/** "Every three weeks instead", about booked visits. */
function rhythmStays(scene: Scene): Step {
  const { words } = scene;
  return { text: `${words.series.rhythmStays()} ${words.manage.whenInstead()}`, asked: "date" };
}

function askWhen(scene: Scene): Step {
  const { words } = scene;
  return { text: words.manage.whenInstead(), asked: "date" };
}

function freezeMove(scene: Scene, visit: Visit, offer: Offer): Step {
  const { words } = scene;
  const result = callTool(scene, "reschedule_booking", { booking_uid: visit.uid, slot_id: offer.slotId });
  if (result.code === "NEEDS_CONFIRMATION") return { text: words.manage.confirmMove(), asked: "confirm" };
  if (asksFor(result, "scope")) return askScope(scene, visit, "move");
  if (asksFor(result, "on_conflict")) return askConflicts(scene);
  if (result.code === "TOO_LATE" || result.code === "UNAVAILABLE") return cannotChange(scene, result.code);
  return { text: `${words.book.tooOld()} ${words.book.whichDay()}`, asked: "date" };
}
