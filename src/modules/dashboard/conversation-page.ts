import type { FastifyRequest } from "fastify";

import { notFound } from "#kernel/errors.ts";
import { findBooking, serviceNames } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import {
  type ConversationRow,
  conversationState,
  conversationWithTurns,
} from "#modules/conversation/index.ts";
import { momentWords } from "#modules/portal/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { browserWords } from "./browser-words.ts";
import { costWords, outcomeWords, summaryOf } from "./conversation-line.ts";
import { type Desk, deskOf } from "./desk.ts";
import { type SaidTurn, saidTurn } from "./said-turn.ts";

/** One conversation: what was said, what was done for it, what it cost. */
export type ConversationPage = {
  readonly desk: Desk;
  readonly heading: string;
  readonly backHref: string;
  readonly facts: readonly Fact[];
  /** The texts were deleted, the statistics remain. */
  readonly isForgotten: boolean;
  readonly turns: readonly SaidTurn[];
};

type Fact = { readonly label: string; readonly value: string; readonly href?: string };

export function conversationPage(request: FastifyRequest): ConversationPage {
  const { ctx, basePath } = request;
  const { number } = request.params as { readonly number: string };
  if (!/^\d{1,15}$/.test(number)) throw notFound("There is no such conversation.");
  const { row, turns } = conversationWithTurns(ctx.db, Number(number));
  return {
    desk: deskOf(request, "/conversations", "Conversation"),
    heading: summaryOf(row),
    backHref: `${basePath}/conversations`,
    facts: factsOf(request, row),
    isForgotten: turns.length > 0 && turns.every(({ text, events }) => text === "" && events === null),
    turns: turns.map((turn) => saidTurn(turn, { zone: calendarRules(ctx.db).zone, now: ctx.clock.now() })),
  };
}

function factsOf({ ctx, basePath }: FastifyRequest, row: ConversationRow): Fact[] {
  const { zone } = calendarRules(ctx.db);
  const who = conversationState(row).draft.name;
  const [outcome] = outcomeWords(row, ctx.clock.now());
  const cost = costWords(row.cost_micros);
  return [
    ...(who === undefined ? [] : [{ label: "With", value: who }]),
    { label: "Outcome", value: outcome },
    { label: "Started", value: momentWords(zone, row.started_at, ctx.clock.now()) },
    { label: "Channel", value: { chat: "Chat", phone: "Phone", sms: "Text message" }[row.channel] },
    { label: "Messages", value: String(row.turns) },
    { label: "Assistant cost", value: cost === "" ? "None" : cost },
    ...visitFact(ctx, basePath, row.booking_uid),
    ...(row.user_agent === null ? [] : [{ label: "Browser", value: browserWords(row.user_agent) }]),
  ];
}

/** The visit that it led to, as it is now. */
function visitFact(ctx: TenantContext, basePath: string, uid: string | null): Fact[] {
  const booking = uid === null ? undefined : findBooking(ctx.db, uid);
  if (!booking) return [];
  const { zone } = calendarRules(ctx.db);
  const start = momentWords(zone, booking.row.start_at, ctx.clock.now());
  const href = `${basePath}/day?date=${zone.localDateOf(booking.row.start_at)}`;
  const cancelled = booking.row.status === "cancelled" ? " (cancelled)" : "";
  return [{ label: "Visit", value: `${serviceNames(booking)}, ${start}${cancelled}`, href }];
}
