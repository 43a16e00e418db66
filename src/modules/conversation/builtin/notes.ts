import { callTool } from "./call-tools.ts";
import { contactWords, draftOf, type Scene } from "./scene.ts";

/**
 * Replies to a note: it is stored with a visit being booked; an existing visit can no longer take notes, so the
 * business is told instead.
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
  // Kept until the visit is identified.
  return goal === null && note.told ? [words.manage.noteForWhich()] : [];
}

function notedHere({ turn, words }: Scene): string[] {
  return turn.heard.changed.includes("note") ? [words.book.noted()] : [];
}

/** Whether the note is meant to be passed on, or is all that was said. */
function isForVisit({ turn }: Scene): boolean {
  const { note, acts, intents } = turn.understood;
  return note?.told === true || (intents.length === 0 && !acts.includes("request"));
}

/** Passes the note to the business and confirms that. */
export function passOnNote(scene: Scene): string {
  const { words } = scene;
  const result = callTool(scene, "escalate_to_human", { reason: "a note for a visit" });
  if (result.say_hint === "note_passed_on") return words.manage.notePassedOn();
  return `${words.book.tooLateToNote()} ${contactWords(scene)}`.trim();
}
