import { callTool } from "./call-tools.ts";
import { contactWords, draftOf, type Scene } from "./scene.ts";

/**
 * What is said to who wants something known before a visit: it goes with one that is being booked; where one stands,
 * nothing can be written into it, and the business is told.
 */
export function noted(scene: Scene): string[] {
  const { turn, words } = scene;
  const { note, hints } = turn.understood;
  const { goal } = draftOf(scene);
  const hasVisit = turn.state().verified.length > 0;
  if (!note)
    return hints.includes("wants_note") && (goal === "book" || hasVisit) ? [words.book.howToNote()] : [];
  if (goal === "book") return note.told || turn.heard.changed.includes("note") ? notedHere(scene) : [];
  if (hasVisit) return isForVisit(scene) ? [passOnNote(scene)] : [];
  // Kept until it is shown which visit it is for.
  return goal === null && note.told ? [words.manage.noteForWhich()] : [];
}

function notedHere({ turn, words }: Scene): string[] {
  return turn.heard.changed.includes("note") ? [words.book.noted()] : [];
}

/** Said to be passed on, or said and nothing else. */
function isForVisit({ turn }: Scene): boolean {
  const { note, acts, intents } = turn.understood;
  return note?.told === true || (intents.length === 0 && !acts.includes("request"));
}

/** Tells the business, and says so. */
export function passOnNote(scene: Scene): string {
  const { words } = scene;
  const result = callTool(scene, "escalate_to_human", { reason: "a note for a visit" });
  if (result.say_hint === "note_passed_on") return words.manage.notePassedOn();
  return `${words.book.tooLateToNote()} ${contactWords(scene)}`.trim();
}
