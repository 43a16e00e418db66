import type { ConversationState, Draft, Goal } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

/** What is longer is for a talk, not for a note. */
const LONGEST = 600;

/**
 * What shall be known before the visit: each thing once, in the order in which it was told. With a visit that is booked
 * nothing can be written any more.
 */
export function mergeNotes(
  { draft, verified }: ConversationState,
  goal: Goal | null,
  { note }: Understanding,
): Pick<Draft, "notes"> {
  const { notes } = draft;
  // For a visit that was not shown to be theirs yet it is kept until it is.
  const isOpen = goal === null || goal === "lookup";
  const isWanted = goal === "book" || (isOpen && verified.length === 0);
  if (!note || !isWanted || notes?.includes(note.text)) return notes === undefined ? {} : { notes };
  const all = notes === undefined ? note.text : `${notes.replace(/[.!?]$/, "")}. ${note.text}`;
  return { notes: all.length <= LONGEST ? all : (notes ?? note.text.slice(0, LONGEST)) };
}
