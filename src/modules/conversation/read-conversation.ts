import { build, type TenantReads } from "#db/tenant-db.ts";
import { notFound } from "#kernel/errors.ts";

import type { ConversationRow } from "./conversations.ts";
import { type TurnRow, turnsAfter } from "./turns.ts";

/**
 * One conversation with all its turns, by its number in the file. Not by its id: an id in a URL would let
 * anybody who reads it continue the conversation. Throws NOT_FOUND.
 */
export function conversationWithTurns(
  db: TenantReads,
  seq: number,
): { readonly row: ConversationRow; readonly turns: readonly TurnRow[] } {
  const row = db.first(build.selectFrom("conversations").selectAll().where("seq", "=", seq));
  if (!row) throw notFound("There is no such conversation.");
  return { row, turns: turnsAfter(db, seq, 0) };
}
