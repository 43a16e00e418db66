import type { Selectable } from "kysely";

import type { TenantTx } from "#db/tenant-db.ts";
import type { OutboxTable } from "#db/tenant-tables.ts";
import { findOwner, getAssistant, getBranding, getProfile } from "#modules/business/index.ts";
import { planPalette } from "#modules/portal/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Composed } from "./composed.ts";
import { insertMessage } from "./insert-message.ts";
import { mailHtml } from "./mail-html.ts";
import { type MailWords, mailText } from "./words.ts";

const KIND = "conversation_handed_over";

/** Somebody asked the assistant for a person: which conversation it is, and what they said of themselves. */
export type HandedOver = {
  readonly conversation: number;
  readonly reason: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
};

/** Tells the business by mail that somebody waits for it; once for each conversation. */
export function queueHandedOver(ctx: TenantContext, tx: TenantTx, about: HandedOver): void {
  const now = ctx.clock.now();
  insertMessage(ctx, tx, {
    kind: KIND,
    channel: "email",
    customer_id: null,
    booking_uid: null,
    dedupe_key: `${KIND}/${about.conversation}`,
    payload: JSON.stringify(about),
    due_at: now,
  });
  ctx.wakeAt(now);
}

/** Whether a message is for the business itself. */
export function isAboutConversation({ kind }: Pick<OutboxTable, "kind">): boolean {
  return kind === KIND;
}

/** Skipped where nobody of the business can be reached by mail. */
export function composeHandedOver(ctx: TenantContext, message: Selectable<OutboxTable>): Composed {
  const profile = getProfile(ctx.db);
  const to = getAssistant(ctx.db).handoff_email ?? profile.email ?? findOwner(ctx.db)?.email;
  if (to === undefined) return { outcome: "skip", why: "the business has told no address" };
  const words = wordsOf(JSON.parse(message.payload) as HandedOver, profile.business_name);
  return {
    outcome: "message",
    sent: { to, subject: words.subject, body: mailText(words) },
    letter: {
      fromName: profile.business_name,
      replyTo: (JSON.parse(message.payload) as HandedOver).email ?? null,
      html: mailHtml(words, planPalette(getBranding(ctx.db).primary_color).light),
      calendar: null,
    },
  };
}

function wordsOf({ conversation, reason, name, email, phone }: HandedOver, business: string): MailWords {
  return {
    subject: `Somebody asks for you: ${name ?? "a customer"} in the chat`,
    greeting: "Hello,",
    opening: "A customer who talks with your assistant would like to hear from a person.",
    facts: [
      `Conversation ${conversation}, with all that was said, is in your dashboard.`,
      ...(reason === "" ? [] : [`Why: ${reason}`]),
      ...[name, email, phone].filter((one) => one !== undefined),
    ],
    business,
  };
}
