import { sql } from "kysely";

import type { ConversationOutcome } from "#db/conversation-tables.ts";
import { contains } from "#db/like.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";

import { type ConversationRow, getConversation, stateOf } from "./conversations.ts";
import { endingOf } from "./limits.ts";
import { eventsOf, textOf, type TurnRow, turnsAfter } from "./turns.ts";

export type ConversationFilter = {
  /** Text to find in the messages or the summary. */
  readonly search?: string | undefined;
  readonly outcome?: ConversationOutcome | undefined;
  /** The `seq` of the last row of the previous page. */
  readonly after?: number | undefined;
  readonly limit: number;
};

/** Conversations with at least one turn, newest first. */
export function listConversations(db: TenantReads, filter: ConversationFilter): ConversationRow[] {
  const { search, outcome, after, limit } = filter;
  let query = build.selectFrom("conversations").selectAll().where("turns", ">", 0);
  if (after !== undefined) query = query.where("seq", "<", after);
  if (outcome) query = query.where("outcome", "=", outcome);
  if (search)
    query = query.where((row) =>
      row.or([
        contains("summary", search),
        row(
          "seq",
          "in",
          row
            .selectFrom("conversation_turns")
            .select("conversation")
            .where(sql<boolean>`(${contains("text", search)} or ${contains("events", search)})`),
        ),
      ]),
    );
  return db.all(query.orderBy("seq", "desc").limit(limit));
}

/** A conversation in the business's list. It never contains the id that would let its reader speak in it. */
export function conversationRecord(row: ConversationRow, now: Instant) {
  return {
    id: row.id,
    channel: row.channel,
    is_open: row.ended_at === null && endingOf(row, row.turns, now) === undefined,
    phase: stateOf(row).phase,
    outcome: row.outcome,
    summary: row.summary,
    turns: row.turns,
    booking_uid: row.booking_uid,
    cost_micros: row.cost_micros,
    user_agent: row.user_agent,
    started_at: formatInstant(row.started_at),
    last_at: formatInstant(row.last_at),
    ended_at: row.ended_at === null ? null : formatInstant(row.ended_at),
  };
}

export type ConversationRecord = ReturnType<typeof conversationRecord>;

/** The same, with every turn, its trace and its cost. Throws NOT_FOUND. */
export function conversationDetail(db: TenantReads, id: string, now: Instant) {
  const row = getConversation(db, id);
  return { ...conversationRecord(row, now), transcript: turnsAfter(db, row.seq, 0).map(turnRecord) };
}

export type ConversationDetail = ReturnType<typeof conversationDetail>;

function turnRecord(turn: TurnRow) {
  return {
    turn: turn.turn,
    at: formatInstant(turn.at),
    input: turn.input,
    text: turn.text,
    answer: textOf(eventsOf(turn)),
    /** False if the turn was cut off. */
    is_finished: turn.events !== null,
    shown: eventsOf(turn).filter(isShown).map(withoutKeys),
    brain: turn.brain,
    ms: turn.ms,
    trace: listOf(turn.trace),
    usage: listOf(turn.usage),
  };
}

type Shown = ReturnType<typeof eventsOf>[number];

function isShown({ event }: Shown): boolean {
  return event !== "delta" && event !== "replace" && event !== "done";
}

/** Tokens that could confirm a summary or open a visit are not for a list. */
function withoutKeys(event: Shown): Readonly<Record<string, unknown>> {
  const { confirm_token: _, manage_url: __, ...rest } = event as Readonly<Record<string, unknown>>;
  return rest;
}

function listOf(text: string | null): readonly Readonly<Record<string, unknown>>[] {
  return text === null ? [] : (JSON.parse(text) as Readonly<Record<string, unknown>>[]);
}
