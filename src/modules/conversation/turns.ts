import type { Selectable } from "kysely";

import type { ConversationTurnsTable } from "#db/conversation-tables.ts";
import { columnsOf, statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";

import type { PastMessage } from "./brain.ts";
import type { EngineEvent } from "./engine-event.ts";
import { readEvents } from "./stored-events.ts";

export type TurnRow = Selectable<ConversationTurnsTable>;

/** Identifies a turn. */
type TurnKey = Pick<TurnRow, "conversation" | "turn">;

/** The columns of a turn that are known once it is finished. */
export type FinishedTurn = Pick<TurnRow, (typeof FINISHED)[number]>;

const FINISHED = ["events", "trace", "usage", "brain", "ms"] as const;

/** Inserts a turn, just begun or complete. */
export function insertTurn(tx: TenantTx, turn: TurnRow): void {
  tx.run(writeTurn(turn));
}

/** Completes a turn that was stored when it began. */
export function finishTurn(tx: TenantTx, { conversation, turn }: TurnKey, finished: FinishedTurn): void {
  tx.run(writeFinished({ conversation, turn, ...finished }));
}

/** Records what the gate did in a turn; call it in the transaction that carries out the act. */
export function noteGate(tx: TenantTx, turn: TurnKey & { gate: string }): void {
  tx.run(writeGate(turn));
}

/** The number of the last turn of a conversation; 0 before the first. */
export function lastTurn(db: TenantReads, conversation: number): number {
  return db.first(latestTurn({ conversation }))?.turn ?? 0;
}

/** All turns after turn `after`, in order. */
export function turnsAfter(db: TenantReads, conversation: number, after: number): TurnRow[] {
  return db.all(laterTurns({ conversation, after }));
}

export function findTurnOfMessage(
  db: TenantReads,
  conversation: number,
  clientMessageId: string,
): TurnRow | undefined {
  return db.first(turnOfMessage({ conversation, clientMessageId }));
}

/** The events of a turn as sent; none if it was cut off. */
export function eventsOf({ events }: Pick<TurnRow, "events">): readonly EngineEvent[] {
  return events === null ? [] : readEvents(events);
}

/** The customer's messages before a turn, oldest first. */
export function wordsBefore(db: TenantReads, turn: TurnKey): string[] {
  return turn.turn === 1 ? [] : db.column(earlierWords(turn));
}

/** All messages before a turn, oldest first; a turn that was cut off has no answer. */
export function messagesBefore(db: TenantReads, turn: TurnKey): PastMessage[] {
  return db.all(earlierTurns(turn)).flatMap((turn) => {
    const answer = textOf(eventsOf(turn));
    const said: PastMessage = { by: "customer", text: turn.text };
    return answer === "" ? [said] : [said, { by: "assistant", text: answer }];
  });
}

/** The full text of a turn as the customer saw it in the end. */
export function textOf(events: readonly EngineEvent[]): string {
  let text = "";
  for (const event of events) {
    if (event.event === "delta") text += event.text;
    if (event.event === "replace") text = event.text;
  }
  return text.trim();
}

const writeTurn = statement((p: TurnRow) =>
  build
    .insertInto("conversation_turns")
    .values(
      columnsOf(p, ["conversation", "turn", "client_message_id", "text", "input", "at", "gate", ...FINISHED]),
    ),
);

const writeFinished = statement((p: TurnKey & FinishedTurn) =>
  build
    .updateTable("conversation_turns")
    .set(columnsOf(p, FINISHED))
    .where("conversation", "=", p.conversation)
    .where("turn", "=", p.turn),
);

const writeGate = statement((p: TurnKey & { gate: string }) =>
  build
    .updateTable("conversation_turns")
    .set({ gate: p.gate })
    .where("conversation", "=", p.conversation)
    .where("turn", "=", p.turn),
);

export const latestTurn = statement((p: { conversation: number }) =>
  build
    .selectFrom("conversation_turns")
    .select("turn")
    .where("conversation", "=", p.conversation)
    .orderBy("turn", "desc")
    .limit(1),
);

export const laterTurns = statement((p: { conversation: number; after: number }) =>
  build
    .selectFrom("conversation_turns")
    .selectAll()
    .where("conversation", "=", p.conversation)
    .where("turn", ">", p.after)
    .orderBy("turn"),
);

export const earlierWords = statement((p: TurnKey) =>
  build
    .selectFrom("conversation_turns")
    .select("text as value")
    .where("conversation", "=", p.conversation)
    .where("turn", "<", p.turn)
    .orderBy("turn"),
);

export const earlierTurns = statement((p: TurnKey) =>
  build
    .selectFrom("conversation_turns")
    .select(["text", "events"])
    .where("conversation", "=", p.conversation)
    .where("turn", "<", p.turn)
    .orderBy("turn"),
);

export const turnOfMessage = statement((p: { conversation: number; clientMessageId: string }) =>
  build
    .selectFrom("conversation_turns")
    .selectAll()
    .where("conversation", "=", p.conversation)
    .where("client_message_id", "=", p.clientMessageId),
);
