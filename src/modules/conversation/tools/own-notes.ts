import { wordsBefore } from "#modules/conversation/turns.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";

/**
 * The notes of a visit, in the customer's own words: a brain may select among them, but not add its own. If it
 * does, the note that was understood from the message is used instead.
 */
export function ownNotes(work: TurnWork, notes: string | undefined): string | undefined {
  const { notes: known } = work.state.draft;
  const plain = notes?.replaceAll(/\s+/gu, " ").trim() ?? "";
  if (plain === "" || plain === known) return known;
  const said = new Set([...wordsBefore(work.ctx.db, work.begun.row), work.text].flatMap(wordsOf));
  return wordsOf(plain).every((word) => said.has(word)) ? plain : known;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
