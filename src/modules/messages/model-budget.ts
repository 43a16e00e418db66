import type { TenantTx } from "#db/tenant-db.ts";
import { formatMoney } from "#kernel/money.ts";
import { findOwner, getAssistant, getProfile } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { composeForBusiness, queueForBusiness } from "./business-mail.ts";
import type { Composed } from "./composed.ts";
import type { Message } from "./outbox-rows.ts";
import type { MailWords } from "./words.ts";

const KIND = "model_budget_near";

/**
 * A business's spending on language models in a month (`2026-03`), and its budget; in millionths of a dollar.
 */
export type ModelBudget = {
  readonly month: string;
  readonly spentMicros: number;
  readonly budgetMicros: number;
};

/** Mails the owner, once a month, that most of the budget for language models is used up. */
export function queueModelBudget(ctx: TenantContext, tx: TenantTx, about: ModelBudget): void {
  queueForBusiness(ctx, tx, { kind: KIND, once: about.month, about });
}

export function isAboutModelBudget({ kind }: Pick<Message, "kind">): boolean {
  return kind === KIND;
}

/** Skipped if the business cannot be reached by mail. */
export function composeModelBudget(ctx: TenantContext, message: Message): Composed {
  const about = JSON.parse(message.payload) as ModelBudget;
  return composeForBusiness(ctx, {
    to: findOwner(ctx.db)?.email ?? getAssistant(ctx.db).handoff_email ?? getProfile(ctx.db).email,
    replyTo: null,
    words: (business) => wordsOf(about, business),
  });
}

/** In millionths of a dollar. */
const MICROS_A_CENT = 10_000;

function wordsOf({ spentMicros, budgetMicros }: ModelBudget, business: string): MailWords {
  const [spent, budget] = [spentMicros, budgetMicros].map((micros) =>
    formatMoney(Math.round(micros / MICROS_A_CENT), "USD"),
  );
  const share = Math.floor((spentMicros / budgetMicros) * 100);
  return {
    subject: "Your assistant has used most of this month's budget",
    greeting: "Hi,",
    opening: `The language model behind your assistant has cost ${spent} this month, ${share}% of its ${budget} budget.`,
    facts: [
      "Once the budget is used up, the built-in assistant takes over for the rest of the month, so your customers can keep asking and booking.",
      "You can change the budget in your assistant's settings.",
    ],
    business,
  };
}
