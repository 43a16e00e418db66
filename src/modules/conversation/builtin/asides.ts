import { isOtherLanguage } from "#modules/language/index.ts";

import { contactWords, draftOf, type Scene, type Step } from "./scene.ts";

/** The chat sends no text messages; those that a phone receives are stopped from that phone. */
export function stopMessages(scene: Scene): Step | undefined {
  const { turn, words } = scene;
  if (!turn.understood.hints.includes("stop_messages") || turn.gate.kind !== "nothing_pending")
    return undefined;
  const contact = contactWords(scene);
  return { text: [words.talk.stopMessages(), contact].filter((text) => text !== "").join(" ") };
}

/** "Let me check my calendar", and nothing else: no question is asked meanwhile. */
export function waitFor({ turn, words }: Scene): Step | undefined {
  const { understood, heard: update, gate, picked } = turn;
  const isElse = update.changed.length > 0 || picked !== undefined || gate.kind !== "nothing_pending";
  if (!understood.hints.includes("puts_off") || isElse || understood.acts.includes("request"))
    return undefined;
  const { asked, proposed } = turn.state();
  return {
    text: words.talk.takeYourTime(),
    ...(asked !== undefined && { asked }),
    ...(proposed !== undefined && { proposed }),
  };
}

/** Changing the contact details of an existing visit is left to the staff. */
export function otherDetails(scene: Scene): Step | undefined {
  const { turn, words } = scene;
  const { hints } = turn.understood;
  const isBooking = draftOf(scene).goal === "book" || turn.gate.kind !== "nothing_pending";
  const wantsErasure = hints.includes("wants_erasure");
  if (!wantsErasure && (isBooking || !hints.includes("changes_details"))) return undefined;
  const said = wantsErasure ? words.manage.dataByTeam() : words.manage.detailsByTeam();
  return { text: `${said} ${contactWords(scene) || words.manage.orPerson()}` };
}

/** A message in another language: says so, and who might understand it. */
export function otherLanguage(scene: Scene): Step | undefined {
  const { turn, words } = scene;
  const { understood, heard: update, gate, picked } = turn;
  const isHeard = update.changed.length > 0 || update.doubts.length > 0 || picked !== undefined;
  if (isHeard || gate.kind !== "nothing_pending" || understood.intents.includes("book")) return undefined;
  if (!isOtherLanguage(turn.text)) return undefined;
  const { asked, proposed } = turn.state();
  return {
    text: `${words.conduct.onlyEnglish()} ${contactWords(scene) || words.manage.orPerson()}`,
    ...(asked !== undefined && { asked }),
    ...(proposed !== undefined && { proposed }),
  };
}
