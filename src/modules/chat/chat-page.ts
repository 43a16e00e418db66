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
  /** What the assistant is called. */
  readonly name: string;
  readonly greeting: string;
  readonly form: { readonly action: string; readonly messageId: string };
  readonly againHref: string;
  /** Where scripts find what came since, and what was said. */
  readonly eventsHref: string;
  readonly logHref: string;
  readonly notice: string | undefined;
  /** What could not be sent. */
  readonly typed: string;
  /** Beginnings, as buttons. */
  readonly openings: readonly string[];
};

/** What was said. */
export type Log = {
  readonly turns: readonly TurnView[];
  /** The last answer is still on its way. */
  readonly isWaiting: boolean;
  /** Nothing more can be said in this conversation. */
  readonly isOver: boolean;
  readonly action: string;
  /** Where the page is kept back until the answer stands in it, or for a while. */
  readonly waitHref: string;
  /** The origin of the site in whose frame the page stands; undefined where it stands by itself. */
  readonly embeddedBy: string | undefined;
};

export type TurnView = {
  readonly text: string;
  readonly parts: readonly Part[];
  /** The id of the last event that has come, to go on after: of an earlier turn while this one has none. */
  readonly last: string;
  /** Whether its buttons still do something. */
  readonly isLast: boolean;
};

/** For whom the page is written. */
export type ChatVisit = {
  readonly ctx: TenantContext;
  readonly basePath: string;
  readonly conversationId: string | undefined;
  readonly embeddedBy: string | undefined;
  /** What was said last came after the conversation had ended. */
  readonly isOver?: boolean;
};

/** What may not have arrived, and why. */
export type Unsent = { readonly notice: string; readonly typed: string };

/** Throws NOT_FOUND where the business has no assistant. */
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

/** What was said in the conversation, if there is one. */
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
      // Cut off, by a crash perhaps: nothing will come any more.
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

/** The page, or what lies under it; in a frame, all of it knows in whose. */
export function chatHref(basePath: string, embeddedBy?: string, under = ""): string {
  const query = embeddedBy === undefined ? "" : `?${new URLSearchParams({ embed: embeddedBy }).toString()}`;
  return `${basePath}/chat${under}${query}`;
}

/** One thing more in the query of a page. */
export function withQuery(href: string, more: string): string {
  return `${href}${href.includes("?") ? "&" : "?"}${more}`;
}

const NOT_ANSWERED: Part = { kind: "error", text: "This wasn't answered. Could you say it again?" };

const OPENINGS = ["I'd like to book a visit", "When are you open?", "I need to change a visit"];
