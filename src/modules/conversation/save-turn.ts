import { type Instant, SECOND } from "#kernel/instant.ts";
import { releaseInside } from "#modules/booking/index.ts";

import type { BrainName } from "./brain.ts";
import { knownBusiness } from "./business-known.ts";
import { saveState } from "./conversations.ts";
import type { EngineEvent } from "./engine-event.ts";
import { NO_HOLD } from "./holds.ts";
import { addUsage } from "./model/add-usage.ts";
import { tellOfBudget } from "./model/budget.ts";
import { outcomeOf, summaryOf } from "./outcome.ts";
import { writeEvents } from "./stored-events.ts";
import type { ConversationState } from "./state.ts";
import { resultsOf } from "./results-of.ts";
import type { TurnWork } from "./turn-work.ts";
import { noteQuestion } from "./questions.ts";

/** Longer messages are recorded as the question the brain made of them. */
const LONGEST_QUESTION = 200;

/**
 * Stores a finished turn: state, text, trace and costs, in one transaction. Its closing events are shown once
 * that has committed.
 */
export function saveTurn(
  work: TurnWork,
  { brain, startedAt }: { readonly brain: BrainName; readonly startedAt: Instant },
): void {
  const { ctx, begun, row, turn, uses, trace, feed } = work;
  const { rules } = knownBusiness(ctx.db);
  const now = ctx.clock.now();
  const state = { ...work.state, turn };
  const results = resultsOf(work);
  const summary = summaryOf(ctx, work);
  const cost = uses.reduce((sum, use) => sum + use.costMicros, 0);
  const letsGo = row.hold_id !== null && state.chosen?.holdId !== row.hold_id;
  begun.finish((tx) => {
    if (letsGo && row.hold_id !== null) releaseInside(ctx, tx, row.hold_id);
    addUsage(tx, rules.zone.localDateOf(now), uses);
    if (cost > 0) tellOfBudget(ctx, tx);
    work.row = saveState(tx, row, state, {
      ...(letsGo && NO_HOLD),
      turns: turn,
      last_at: now,
      outcome: outcomeOf(state, row.outcome),
      summary,
      cost_micros: row.cost_micros + cost,
    });
    if (state.unanswered !== undefined && state.unanswered !== work.before.unanswered)
      noteQuestion(ctx, tx, work.text.length <= LONGEST_QUESTION ? work.text : state.unanswered);
    return {
      events: writeEvents([...feed.events(), ...results].map((event) => withoutToken(event, state))),
      trace: JSON.stringify(trace),
      usage: uses.length === 0 ? null : JSON.stringify(uses),
      brain,
      ms: now - startedAt,
    };
  });
  for (const event of results) feed.push(event);
  work.state = state;
  tell(work, brain, startedAt);
}

/** Logs and counts for the operator: duration, outcome and cost. */
function tell({ ctx, state, uses }: TurnWork, brain: BrainName, startedAt: Instant): void {
  ctx.count("chatTurns", { outcome: state.phase });
  ctx.measure("chatTurnSeconds", { brain }, (ctx.clock.now() - startedAt) / SECOND);
  for (const { provider, outcome, firstTokenMs, costMicros } of uses) {
    ctx.count("llmAnswers", { provider, outcome });
    if (firstTokenMs !== null) ctx.measure("llmFirstTokenSeconds", { provider }, firstTokenMs / SECOND);
    if (costMicros > 0) ctx.count("llmCostMicros", {}, costMicros);
  }
}

/** Summary tokens are not stored: the nonce takes the token's place, and the key is not in the file. */
function withoutToken(event: EngineEvent, { pending }: ConversationState): EngineEvent {
  return event.event === "confirm" ? { ...event, confirm_token: pending?.nonce ?? "" } : event;
}
