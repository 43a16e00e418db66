import type { ConversationState, Draft, Goal } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

/** The longest text kept as a note, in UTF-16 units; anything longer is better discussed. */
const LONGEST = 600;

/** The notes for a visit: each one once, in the order given. An existing booking can no longer take notes. */
export function mergeNotes(
  { draft, verified }: ConversationState,
  goal: Goal | null,
  { note }: Understanding,
): Pick<Draft, "notes"> {
  const { notes } = draft;
  // For a visit not yet verified, the note is kept until it is.
  const isOpen = goal === null || goal === "lookup";
  const isWanted = goal === "book" || (isOpen && verified.length === 0);
  if (!note || !isWanted || notes?.includes(note.text)) return notes === undefined ? {} : { notes };
  const all = notes === undefined ? note.text : `${notes.replace(/[.!?]$/, "")}. ${note.text}`;
  return { notes: all.length <= LONGEST ? all : (notes ?? note.text.slice(0, LONGEST)) };
}
