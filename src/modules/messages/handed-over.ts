import type { TenantTx } from "#db/tenant-db.ts";
import { findOwner, getAssistant, getProfile } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { composeForBusiness, queueForBusiness } from "./business-mail.ts";
import type { Composed } from "./composed.ts";
import type { Message } from "./outbox-rows.ts";
import type { MailWords } from "./words.ts";

const KIND = "conversation_handed_over";

/** Somebody asked the assistant for a person: the conversation, and what they said about themselves. */
export type HandedOver = {
  readonly conversation: number;
  readonly reason: string;
  /** Or a note for a booked visit: its text, the visit, and the turn in which they left it. */
  readonly note?: { readonly text: string; readonly visit: string; readonly turn: number } | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
};

/** Mails the business that somebody waits for it, once per conversation, and each note for a visit. */
export function queueHandedOver(ctx: TenantContext, tx: TenantTx, about: HandedOver): void {
  const { conversation, note } = about;
  const once = note ? `${conversation}:${note.turn}` : String(conversation);
  queueForBusiness(ctx, tx, { kind: KIND, once, about });
}

/** Whether a message is addressed to the business itself. */
export function isAboutConversation({ kind }: Pick<Message, "kind">): boolean {
  return kind === KIND;
}

/** Skipped if the business cannot be reached by mail. */
export function composeHandedOver(ctx: TenantContext, message: Message): Composed {
  const about = JSON.parse(message.payload) as HandedOver;
  return composeForBusiness(ctx, {
    to: getAssistant(ctx.db).handoff_email ?? getProfile(ctx.db).email ?? findOwner(ctx.db)?.email,
    replyTo: about.email ?? null,
    words: (business) => wordsOf(about, business),
  });
}

function wordsOf(about: HandedOver, business: string): MailWords {
  const { conversation, reason, note, name, email, phone } = about;
  const who = [name, email, phone].filter((one) => one !== undefined);
  const where = `Conversation ${conversation} is in your dashboard, with everything that was said.`;
  if (note)
    return {
      subject: `A note for a visit, from ${name ?? "a customer"} in the chat`,
      greeting: "Hi,",
      opening: "A customer would like you to know something before a visit that's already booked.",
      facts: [`Visit: ${note.visit}`, `They said: “${note.text}”`, where, ...who],
      business,
    };
  return {
    subject: `${name ?? "A customer"} is asking for you in the chat`,
    greeting: "Hi,",
    opening: "A customer talking with your assistant would like to hear from a person.",
    facts: [where, ...(reason === "" ? [] : [`Why: ${reason}`]), ...who],
    business,
  };
}
