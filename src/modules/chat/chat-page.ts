import { getAssistant, getProfile } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type Shell, shellOf } from "#modules/portal/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Chat } from "./chat.ts";
import { keyOf } from "./live-conversations.ts";
import { type Part, partsOf, type Reader } from "./turn-parts.ts";

/** The page of a conversation. */
export type ChatPage = Log & {
  readonly shell: Shell;
  /** The assistant's name. */
  readonly name: string;
  readonly greeting: string;
  readonly form: { readonly action: string; readonly messageId: string };
  readonly againHref: string;
  /** Where scripts fetch new events, and the messages so far. */
  readonly eventsHref: string;
  readonly logHref: string;
  readonly notice: string | undefined;
  /** A message that could not be sent. */
  readonly typed: string;
  /** Suggested first messages, as buttons. */
  readonly openings: readonly string[];
};

/** The messages so far. */
export type Log = {
  readonly turns: readonly TurnView[];
  /** The last answer is still being written. */
  readonly isWaiting: boolean;
  /** The conversation has ended. */
  readonly isOver: boolean;
  readonly action: string;
  /** A URL whose response is held back until the answer is complete, or for a while. */
  readonly waitHref: string;
  /** The origin of the embedding site; undefined if the page is not in a frame. */
  readonly embeddedBy: string | undefined;
};

export type TurnView = {
  readonly text: string;
  readonly parts: readonly Part[];
  /** The id of the last event received, to resume after: an earlier turn's while this one has none. */
  readonly last: string;
  /** Whether its buttons are still active. */
  readonly isLast: boolean;
};

/** Who the page is for. */
export type ChatVisit = {
  readonly ctx: TenantContext;
  readonly basePath: string;
  readonly conversationId: string | undefined;
  readonly embeddedBy: string | undefined;
  /** The last message arrived after the conversation had ended. */
  readonly isOver?: boolean;
};

/** A message that may not have arrived, and why. */
export type Unsent = { readonly notice: string; readonly typed: string };

/** Throws NOT_FOUND if the business has no assistant. */
export function chatPage(chat: Chat, visit: ChatVisit, unsent?: Unsent): ChatPage {
  const { ctx, basePath, embeddedBy } = visit;
  const greeting = chat.engine.greeting(ctx);
  const log = logOf(chat, visit);
  return {
    ...log,
    shell: shellOf(visit, "Chat"),
    name: getAssistant(ctx.db).name,
    greeting,
    form: { action: log.action, messageId: ctx.ids.ulid() },
    againHref: `${basePath}/chat/new`,
    eventsHref: chatHref(basePath, embeddedBy, "/events"),
    logHref: chatHref(basePath, embeddedBy, "/log"),
    notice: unsent?.notice,
    typed: unsent?.typed ?? "",
    openings: log.turns.length === 0 ? OPENINGS : [],
  };
}

/** The messages of the conversation, if there is one. */
export function logOf({ engine, live }: Chat, visit: ChatVisit): Log {
  const { ctx, basePath, conversationId, embeddedBy } = visit;
  const said = conversationId === undefined ? [] : engine.transcript(ctx, conversationId);
  const isRunning =
    conversationId !== undefined && live.turnsOf(keyOf(ctx.tenant.id, conversationId)).length > 0;
  const reader = readerOf(ctx);
  const end = said.at(-1)?.events.at(-1)?.event;
  let last = "";
  return {
    turns: said.map((turn, index) => ({
      text: turn.text,
      // Interrupted, perhaps by a crash: nothing more will come.
      parts: turn.isFinished || isRunning ? partsOf(turn.events, reader) : [NOT_ANSWERED],
      last: (last = turn.events.at(-1)?.id ?? last),
      isLast: index === said.length - 1,
    })),
    isWaiting: isRunning && said.at(-1)?.isFinished === false,
    isOver: visit.isOver === true || (end?.event === "done" && end.state === "ended"),
    action: chatHref(basePath, embeddedBy),
    waitHref: `${withQuery(chatHref(basePath, embeddedBy), "wait=yes")}#latest`,
    embeddedBy,
  };
}

export function readerOf({ db }: TenantContext): Reader {
  return { zone: calendarRules(db).zone, country: getProfile(db).country };
}

/** The URL of the page, or of a path below it; in a frame it carries the embedding origin. */
export function chatHref(basePath: string, embeddedBy?: string, under = ""): string {
  const query = embeddedBy === undefined ? "" : `?${new URLSearchParams({ embed: embeddedBy }).toString()}`;
  return `${basePath}/chat${under}${query}`;
}

/** Adds a parameter to the query of a URL. */
export function withQuery(href: string, more: string): string {
  return `${href}${href.includes("?") ? "&" : "?"}${more}`;
}

const NOT_ANSWERED: Part = { kind: "error", text: "This wasn't answered. Could you say it again?" };

const OPENINGS = ["I'd like to book a visit", "When are you open?", "I need to change a visit"];
