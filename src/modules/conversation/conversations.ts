import type { Selectable } from "kysely";

import type { ConversationsTable } from "#db/conversation-tables.ts";
import { columnsOf, statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import { AppError, notFound } from "#kernel/errors.ts";

import type { ConversationState } from "./state.ts";
import { readState, writeState } from "./stored-state.ts";

export type ConversationRow = Selectable<ConversationsTable>;

export function findConversation(db: TenantReads, id: string): ConversationRow | undefined {
  return db.first(conversationById({ id }));
}

export function isConversation(db: TenantReads, id: string): boolean {
  return db.first(seqOf({ id })) !== undefined;
}

/** The conversation and the number of its last turn, 0 before the first. Throws NOT_FOUND for an unknown id. */
export function getWithLastTurn(
  db: TenantReads,
  id: string,
): { readonly row: ConversationRow; readonly last: number } {
  const found = db.first(withLastTurn({ id }));
  if (!found) throw unknownConversation();
  const { last_turn: last, ...row } = found;
  return { row, last: last ?? 0 };
}

function unknownConversation(): Error {
  return notFound("There is no such conversation.");
}

/** Throws NOT_FOUND for an unknown id. */
export function getConversation(db: TenantReads, id: string): ConversationRow {
  const row = findConversation(db, id);
  if (!row) throw unknownConversation();
  return row;
}

/** The last stored state. */
export function stateOf(row: Pick<ConversationRow, "state">): ConversationState {
  return readState(row.state).state;
}

/** Columns that can change along with the state. */
export type ConversationChange = Partial<Pick<ConversationRow, (typeof CHANGING)[number]>>;

const CHANGING = [
  "turns",
  "last_at",
  "ended_at",
  "hold_id",
  "hold_start_at",
  "hold_until",
  "booking_uid",
  "outcome",
  "summary",
  "cost_micros",
] as const;

/**
 * Writes the state, provided that it is still the one that `row` was read with, and returns the updated row.
 * Throws CONFLICT if it was changed in between: a turn never builds on a stale state.
 */
export function saveState(
  tx: TenantTx,
  row: ConversationRow,
  state: ConversationState,
  change: ConversationChange = {},
): ConversationRow {
  const after = { ...row, ...change, state: writeState(state), version: row.version + 1 };
  const { changes } = tx.run(writeRow({ ...after, before: row.version }));
  if (changes === 0) throw new AppError("CONFLICT", "This conversation has moved on elsewhere.");
  return after;
}

const writeRow = statement((p: ConversationRow & { before: number }) =>
  build
    .updateTable("conversations")
    .set(columnsOf(p, ["state", "version", ...CHANGING]))
    .where("seq", "=", p.seq)
    .where("version", "=", p.before),
);

export const seqOf = statement((p: { id: string }) =>
  build.selectFrom("conversations").select("seq").where("id", "=", p.id),
);

export const conversationById = statement((p: { id: string }) =>
  build.selectFrom("conversations").selectAll().where("id", "=", p.id),
);

export const withLastTurn = statement((p: { id: string }) =>
  build
    .selectFrom("conversations")
    .selectAll()
    .select((row) =>
      row
        .selectFrom("conversation_turns")
        .select("turn")
        .whereRef("conversation", "=", "conversations.seq")
        .orderBy("turn", "desc")
        .limit(1)
        .as("last_turn"),
    )
    .where("id", "=", p.id),
);
