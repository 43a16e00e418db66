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
  /** With whom; empty where nobody said a name, or it is forgotten. */
  readonly who: string;
  readonly outcome: string;
  readonly tone: "good" | "calm" | "problem";
  readonly when: string;
  readonly turns: string;
  /** Empty where no model was asked. */
  readonly cost: string;
};

/** What it was about, as a heading. */
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

/** After so long without a word, whoever had not come to an end is taken to have left. */
const STILL_THERE = 15 * MINUTE;

export function outcomeWords(
  { outcome, ended_at: endedAt, last_at: lastAt }: Pick<ConversationRow, "outcome" | "ended_at" | "last_at">,
  now: Instant,
): readonly [string, ConversationLine["tone"]] {
  const mayGoOn = outcome === null || outcome === "answered" || outcome === "abandoned";
  if (mayGoOn && endedAt === null && now - lastAt < STILL_THERE) return ["In progress", "calm"];
  return OUTCOMES[outcome ?? "answered"];
}

/** Millionths of a dollar, to a hundredth of a cent: most conversations cost less than a cent. */
export function costWords(micros: number): string {
  return micros === 0 ? "" : `$${(micros / 1_000_000).toFixed(4)}`;
}
