import { setImmediate as nextTurn } from "node:timers/promises";

import { type Selectable, sql } from "kysely";

import { toJson } from "#db/columns.ts";
import { statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
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
 * Sends what is due, one message at a time: claimed in one transaction, handed over, marked in the one that
 * claims the next. Its words are made now, from what is true now. A message that was claimed when the process
 * died stays so: it may have left the house, so it is not simply sent again.
 */
export async function deliverDue(ctx: TenantContext, transports: Transports): Promise<DeliveryReport> {
  const report = { sent: 0, failed: 0 };
  // Mostly there is nothing to do, and looking is cheaper than writing.
  if (!ctx.db.first(dueMessage({ now: ctx.clock.now() }))) return report;
  let message = ctx.db.write((tx) => claimNext(ctx, tx));
  while (message) {
    const { id } = message;
    const result = await send(ctx, message, transports, report);
    message = ctx.db.write((tx) => {
      mark(tx, id, result);
      return claimNext(ctx, tx);
    });
    // A transport that answers at once would keep requests waiting until everything is sent.
    await nextTurn();
  }
  return report;
}

type Message = Selectable<OutboxTable>;

function claimNext(ctx: TenantContext, tx: TenantTx): Message | undefined {
  const now = ctx.clock.now();
  const message = tx.first(dueMessage({ now }));
  if (!message) return undefined;
  const attempts = message.attempts + 1;
  tx.run(claim({ id: message.id, until: now + CLAIM, attempts }));
  return { ...message, attempts };
}

/** What is to be noted about the message after the attempt. */
async function send(
  ctx: TenantContext,
  message: Message,
  transports: Transports,
  report: { sent: number; failed: number },
): Promise<Partial<Message>> {
  const composed = composeMessage(ctx, message);
  if (composed.outcome === "skip") return { state: "skipped", last_error: composed.why };
  const result = await handOver(transports, message, composed.message);
  report[result.outcome === "sent" ? "sent" : "failed"] += 1;
  return resultOf(ctx, message, composed.message, result);
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

function resultOf(
  ctx: TenantContext,
  message: Message,
  words: SentDocument,
  result: SendResult,
): Partial<Message> {
  switch (result.outcome) {
    case "sent":
      return {
        state: "sent",
        sent: toJson(words),
        sent_at: ctx.clock.now(),
        provider_id: result.providerId,
      };
    case "try_again":
      return retry(ctx, message, result.error);
    case "refused":
      return { state: "dead", last_error: result.error };
    case "unknown":
      return { state: "unknown", last_error: result.error };
  }
}

function retry(ctx: TenantContext, message: Message, error: string): Partial<Message> {
  const due = planRetry(message.attempts, ctx.clock.now());
  if (due === undefined) return { state: "dead", last_error: error };
  ctx.wakeAt(due);
  return { state: "queued", due_at: due, last_error: error };
}

function mark(tx: TenantTx, id: string, columns: Partial<Message>): void {
  tx.run(
    build
      .updateTable("outbox")
      .set({ ...columns, claimed_until: null })
      .where("id", "=", id),
  );
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
