import type { ConversationOutcome } from "#db/conversation-tables.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type ConversationRow, conversationState } from "#modules/conversation/index.ts";
import { momentWords } from "#modules/portal/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** A conversation in a list. */
export type ConversationLine = {
  readonly href: string;
  readonly summary: string;
  /** The customer's name; empty if they gave none, or it was erased. */
  readonly who: string;
  readonly outcome: string;
  readonly tone: "good" | "calm" | "problem";
  readonly when: string;
  readonly turns: string;
  /** Empty if no model was used. */
  readonly cost: string;
};

/** What it was about, as a title. */
export function summaryOf({ summary }: Pick<ConversationRow, "summary">): string {
  return summary === "" ? "A conversation" : summary.replace(/\.$/, "");
}

const OUTCOMES: Readonly<Record<ConversationOutcome, readonly [string, ConversationLine["tone"]]>> = {
  booked: ["Booked", "good"],
  moved: ["Moved", "good"],
  cancelled: ["Cancelled", "calm"],
  waitlisted: ["On the waitlist", "good"],
  answered: ["Answered", "calm"],
  handed_over: ["Wanted a person", "problem"],
  abandoned: ["Dropped off", "calm"],
};

export function conversationLine(
  ctx: TenantContext,
  basePath: string,
  row: ConversationRow,
): ConversationLine {
  const [outcome, tone] = outcomeWords(row, ctx.clock.now());
  const { zone } = calendarRules(ctx.db);
  return {
    href: `${basePath}/conversations/${row.seq}`,
    summary: summaryOf(row),
    who: conversationState(row).draft.name ?? "",
    outcome,
    tone,
    when: momentWords(zone, row.started_at, ctx.clock.now()),
    turns: row.turns === 1 ? "1 message" : `${row.turns} messages`,
    cost: costWords(row.cost_micros),
  };
}

/** After this long without a message, a customer whose conversation is unfinished is taken to have left. */
const STILL_THERE = 15 * MINUTE;

export function outcomeWords(
  { outcome, ended_at: endedAt, last_at: lastAt }: Pick<ConversationRow, "outcome" | "ended_at" | "last_at">,
  now: Instant,
): readonly [string, ConversationLine["tone"]] {
  const mayGoOn = outcome === null || outcome === "answered" || outcome === "abandoned";
  if (mayGoOn && endedAt === null && now - lastAt < STILL_THERE) return ["In progress", "calm"];
  return OUTCOMES[outcome ?? "answered"];
}

/** Formats millionths of a dollar, to a hundredth of a cent: most conversations cost less than a cent. */
export function costWords(micros: number): string {
  return micros === 0 ? "" : `$${(micros / 1_000_000).toFixed(4)}`;
}
