import { type Selectable, sql } from "kysely";

import { toJson } from "#db/columns.ts";
import { statement } from "#db/query.ts";
import { build } from "#db/tenant-db.ts";
import type { OutboxTable } from "#db/tenant-tables.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import type { MailTransport, SendResult, SmsTransport } from "#ports/messages.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { composeMessage } from "./compose.ts";
import { planRetry } from "./plan-retry.ts";
import type { SentDocument } from "./queries.ts";

export type Transports = { readonly mail: MailTransport; readonly sms: SmsTransport };
export type DeliveryReport = { readonly sent: number; readonly failed: number };

/** How long a claimed message is nobody else's to send. */
const CLAIM = 2 * MINUTE;

/**
 * Sends what is due, one message at a time: claimed in one transaction, handed over, marked in another. Its
 * words are made now, from what is true now. A message that was claimed when the process died stays so: it
 * may have left the house, so it is not simply sent again.
 */
export async function deliverDue(ctx: TenantContext, transports: Transports): Promise<DeliveryReport> {
  const report = { sent: 0, failed: 0 };
  for (let message = claimNext(ctx); message; message = claimNext(ctx)) {
    const composed = composeMessage(ctx, message);
    if (composed.outcome === "skip") {
      mark(ctx, message, { state: "skipped", last_error: composed.why });
      continue;
    }
    const result = await handOver(transports, message, composed.message);
    markResult(ctx, message, composed.message, result);
    report[result.outcome === "sent" ? "sent" : "failed"] += 1;
  }
  return report;
}

type Message = Selectable<OutboxTable>;

function claimNext(ctx: TenantContext): Message | undefined {
  const now = ctx.clock.now();
  // Mostly there is nothing to do, and looking is cheaper than writing.
  if (!ctx.db.first(dueMessage({ now }))) return undefined;
  return ctx.db.write((tx) => {
    const message = tx.first(dueMessage({ now }));
    if (message) tx.run(claim({ id: message.id, until: now + CLAIM, attempts: message.attempts + 1 }));
    return message && { ...message, attempts: message.attempts + 1 };
  });
}

async function handOver(transports: Transports, message: Message, words: SentDocument): Promise<SendResult> {
  if (message.channel === "sms")
    return transports.sms.sendText({ messageId: message.id, to: words.to, text: words.body });
  return transports.mail.sendMail({
    messageId: message.id,
    to: words.to,
    subject: words.subject ?? "",
    text: words.body,
  });
}

function markResult(ctx: TenantContext, message: Message, words: SentDocument, result: SendResult): void {
  switch (result.outcome) {
    case "sent":
      mark(ctx, message, {
        state: "sent",
        sent: toJson(words),
        sent_at: ctx.clock.now(),
        provider_id: result.providerId,
      });
      return;
    case "try_again":
      retry(ctx, message, result.error);
      return;
    case "refused":
      mark(ctx, message, { state: "dead", last_error: result.error });
      return;
    case "unknown":
      mark(ctx, message, { state: "unknown", last_error: result.error });
  }
}

function retry(ctx: TenantContext, message: Message, error: string): void {
  const due = planRetry(message.attempts, ctx.clock.now());
  if (due === undefined) {
    mark(ctx, message, { state: "dead", last_error: error });
    return;
  }
  mark(ctx, message, { state: "queued", due_at: due, last_error: error });
  ctx.wakeAt(due);
}

function mark(ctx: TenantContext, message: Message, columns: Partial<Message>): void {
  ctx.db.write((tx) => {
    tx.run(
      build
        .updateTable("outbox")
        .set({ ...columns, claimed_until: null })
        .where("id", "=", message.id),
    );
  });
}

const dueMessage = statement((p: { now: Instant }) =>
  build
    .selectFrom("outbox")
    .selectAll()
    .where(sql<boolean>`state = ${sql.lit("queued")}`)
    .where("due_at", "<=", p.now)
    .orderBy("due_at")
    .limit(1),
);

const claim = statement((p: { id: string; until: Instant; attempts: number }) =>
  build
    .updateTable("outbox")
    .set({ state: sql`${sql.lit("sending")}`, claimed_until: p.until, attempts: p.attempts })
    .where("id", "=", p.id),
);
