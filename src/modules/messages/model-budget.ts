import type { Selectable } from "kysely";

import type { TenantTx } from "#db/tenant-db.ts";
import type { OutboxTable } from "#db/tenant-tables.ts";
import { formatMoney } from "#kernel/money.ts";
import { findOwner, getAssistant, getBranding, getProfile } from "#modules/business/index.ts";
import { planPalette } from "#modules/portal/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Composed } from "./composed.ts";
import { insertMessage } from "./insert-message.ts";
import { mailHtml } from "./mail-html.ts";
import { type MailWords, mailText } from "./words.ts";

const KIND = "model_budget_near";

/** What language models have cost a business in a month (`2026-03`), and what they may; millionths of a dollar. */
export type ModelBudget = {
  readonly month: string;
  readonly spentMicros: number;
  readonly budgetMicros: number;
};

/** Tells the owner by mail that most of a month's budget for language models is used up; once a month. */
export function queueModelBudget(ctx: TenantContext, tx: TenantTx, about: ModelBudget): void {
  const now = ctx.clock.now();
  insertMessage(ctx, tx, {
    kind: KIND,
    channel: "email",
    customer_id: null,
    booking_uid: null,
    dedupe_key: `${KIND}/${about.month}`,
    payload: JSON.stringify(about),
    due_at: now,
  });
  ctx.wakeAt(now);
}

export function isAboutModelBudget({ kind }: Pick<OutboxTable, "kind">): boolean {
  return kind === KIND;
}

/** Skipped where nobody of the business can be reached by mail. */
export function composeModelBudget(ctx: TenantContext, message: Selectable<OutboxTable>): Composed {
  const profile = getProfile(ctx.db);
  const to = findOwner(ctx.db)?.email ?? getAssistant(ctx.db).handoff_email ?? profile.email;
  if (to === null) return { outcome: "skip", why: "the business has told no address" };
  const words = wordsOf(JSON.parse(message.payload) as ModelBudget, profile.business_name);
  return {
    outcome: "message",
    sent: { to, subject: words.subject, body: mailText(words) },
    letter: {
      fromName: profile.business_name,
      replyTo: null,
      html: mailHtml(words, planPalette(getBranding(ctx.db).primary_color).light),
      calendar: null,
    },
  };
}

/** Dollars and cents of millionths of a dollar. */
const MICROS_A_CENT = 10_000;

function wordsOf({ spentMicros, budgetMicros }: ModelBudget, business: string): MailWords {
  const [spent, budget] = [spentMicros, budgetMicros].map((micros) =>
    formatMoney(Math.round(micros / MICROS_A_CENT), "USD"),
  );
  const share = Math.floor((spentMicros / budgetMicros) * 100);
  return {
    subject: "Your assistant has used most of this month's budget",
    greeting: "Hello,",
    opening: `The language model behind your assistant has cost ${spent} this month, ${share} % of the ${budget} that it may.`,
    facts: [
      "When the budget is used up, the built-in assistant answers for the rest of the month: your customers can go on asking and booking.",
      "What it may cost stands in the settings of your assistant.",
    ],
    business,
  };
}
