import type { FastifyRequest } from "fastify";

import { notFound } from "#kernel/errors.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import {
  type ConversationRow,
  conversationWithTurns,
  type EngineEvent,
  type TraceEntry,
  type TurnRow,
} from "#modules/conversation/index.ts";
import { momentWords } from "#modules/portal/index.ts";

import { costWords, outcomeWords } from "./conversation-line.ts";
import { type Desk, deskOf } from "./desk.ts";

/** One conversation: what was said, what was done for it, what it cost. */
export type ConversationPage = {
  readonly desk: Desk;
  readonly heading: string;
  readonly backHref: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** What was said is gone, the figures are not. */
  readonly isForgotten: boolean;
  readonly turns: readonly SaidTurn[];
};

type SaidTurn = {
  readonly text: string;
  readonly parts: readonly { readonly kind: "text" | "act"; readonly text: string }[];
  /** Who spoke, and for how long. */
  readonly by: string;
  readonly trace: readonly string[];
};

const BRAINS: Readonly<Record<string, string>> = {
  builtin: "The built-in assistant",
  openai: "OpenAI",
  anthropic: "Anthropic",
};

export function conversationPage(request: FastifyRequest): ConversationPage {
  const { ctx, basePath } = request;
  const { number } = request.params as { readonly number: string };
  if (!/^\d{1,15}$/.test(number)) throw notFound("There is no such conversation.");
  const { row, turns } = conversationWithTurns(ctx.db, Number(number));
  return {
    desk: deskOf(request, "/conversations", "Conversation"),
    heading: row.summary === "" ? "A conversation" : row.summary,
    backHref: `${basePath}/conversations`,
    facts: factsOf(request, row),
    isForgotten: turns.length > 0 && turns.every(({ text, events }) => text === "" && events === null),
    turns: turns.map(saidTurn),
  };
}

function factsOf({ ctx }: FastifyRequest, row: ConversationRow) {
  const { zone } = calendarRules(ctx.db);
  const [outcome] = outcomeWords(row);
  const cost = costWords(row.cost_micros);
  return [
    { label: "Outcome", value: outcome },
    { label: "Began", value: momentWords(zone, row.started_at, ctx.clock.now()) },
    { label: "Channel", value: { chat: "Chat", phone: "Phone", sms: "Text message" }[row.channel] },
    { label: "Messages", value: String(row.turns) },
    { label: "Cost of models", value: cost === "" ? "None" : cost },
    ...(row.booking_uid === null ? [] : [{ label: "Visit", value: row.booking_uid }]),
    ...(row.user_agent === null ? [] : [{ label: "Browser", value: row.user_agent }]),
  ];
}

function saidTurn(turn: TurnRow): SaidTurn {
  const events = turn.events === null ? [] : (JSON.parse(turn.events) as EngineEvent[]);
  const trace = turn.trace === null ? [] : (JSON.parse(turn.trace) as TraceEntry[]);
  const who = BRAINS[turn.brain ?? ""] ?? "No answer";
  return {
    text: turn.text,
    parts: partsOf(events),
    by:
      turn.ms === null ? who : `${who}, ${turn.ms} ms${trace.length === 0 ? "" : `, ${trace.length} steps`}`,
    trace: trace.map(traceWords),
  };
}

/** Text in one piece, as the customer saw it in the end, and between it what was shown. */
function partsOf(events: readonly EngineEvent[]): SaidTurn["parts"] {
  const parts: { kind: "text" | "act"; text: string }[] = [];
  for (const event of events) {
    const last = parts.at(-1);
    if (event.event === "delta" && last?.kind === "text") last.text += event.text;
    else if (event.event === "delta") parts.push({ kind: "text", text: event.text });
    else if (event.event === "replace") parts.splice(0, parts.length, { kind: "text", text: event.text });
    else {
      const text = actWords(event);
      if (text !== undefined) parts.push({ kind: "act", text });
    }
  }
  return parts;
}

function actWords(event: Exclude<EngineEvent, { event: "delta" | "replace" }>): string | undefined {
  switch (event.event) {
    case "slots":
      return `Offered: ${event.slots.map((slot) => `${slot.start_local.replace("T", " ")}${slot.staff ? ` with ${slot.staff.name}` : ""}`).join(", ")}`;
    case "confirm":
      return `To confirm:\n${event.summary}`;
    case "booking":
      return `Visit ${event.booking.status}: ${event.booking.service.name}, ${event.booking.start_local.replace("T", " ")}`;
    case "handoff":
      return `Led to a person: ${event.reason}`;
    case "error":
      return `Not done: ${event.message}`;
    case "done":
      return undefined;
  }
}

function traceWords(entry: TraceEntry): string {
  switch (entry.kind) {
    case "tool":
      return `${entry.name} ${JSON.stringify(entry.args)} → ${entry.code}`;
    case "gate":
      return `gate → ${entry.outcome}`;
    case "guard":
      return `guard: ${entry.offence} “${entry.words}”`;
    case "taken_over":
      return `${entry.from} → ${entry.to}: ${entry.reason}`;
  }
}
