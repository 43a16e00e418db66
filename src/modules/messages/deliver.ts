import { toJson } from "#db/columns.ts";
import type { OutboxState } from "#db/tenant-tables.ts";
import type { Evidence, SendResult } from "#ports/messages.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { composeMessage } from "./compose.ts";
import type { Composed, ReadyMessage } from "./composed.ts";
import { handOver, type Transports } from "./hand-over.ts";
import { CLAIM, type Claimed, claimNext, hasDue, mark, type Message, noteRepeat } from "./outbox-rows.ts";
import { planRepeat } from "./plan-repeat.ts";
import { MAX_ATTEMPTS, planRetry } from "./plan-retry.ts";

export type DeliveryReport = { readonly sent: number; readonly failed: number };

/** Messages per run, so that one business does not keep the others waiting. */
const AT_ONCE = 20;

/** What is recorded about a message after an attempt; always includes its state. */
type Noted = Partial<Message> & { readonly state: OutboxState };

/**
 * Sends due messages one at a time: each is claimed in one transaction, handed to its transport, and marked
 * in the transaction that claims the next. Its text is composed now, from what is true now. If the process
 * dies or the transport never answers, the message may or may not have been sent. Once its claim has expired,
 * the provider is asked if it can tell; otherwise the message is sent once more if a duplicate does no harm,
 * and else not again.
 */
export async function deliverDue(
  ctx: TenantContext,
  transports: Transports,
  signal?: AbortSignal,
): Promise<DeliveryReport> {
  const report = { sent: 0, failed: 0 };
  // Usually there is nothing to do, and a read is cheaper than a write transaction.
  if (!hasDue(ctx)) return report;
  let message = ctx.db.write((tx) => claimNext(ctx, tx));
  for (let tried = 1; message; tried += 1) {
    const { id, channel } = message;
    const noted = await attempt(ctx, message, transports);
    const goOn = tried < AT_ONCE && signal?.aborted !== true;
    // Shares a commit with other writes of the moment, so that a transport that answers at once does not hold
    // requests up.
    message = await ctx.db.writeTogether((tx) => {
      mark(tx, id, noted);
      return goOn ? claimNext(ctx, tx) : undefined;
    });
    ctx.count("messages", { channel, state: noted.state });
    if (noted.state === "sent") report.sent += 1;
    else if (noted.state !== "skipped") report.failed += 1;
  }
  return report;
}

async function attempt(ctx: TenantContext, message: Claimed, transports: Transports): Promise<Noted> {
  const composed = compose(ctx, message);
  if (message.cutOff) {
    const settled = await settleCutOff(ctx, message, transports, composed);
    if (settled) return settled;
    ctx.db.write((tx) => noteRepeat(tx, message));
  }
  if (composed.outcome === "skip") return { state: "skipped", last_error: composed.why };
  if (composed.outcome === "broken") return retry(ctx, message, composed);
  const result = await handOver(transports, message, composed);
  return notedOf(ctx, { ...message, repeats: message.repeats + (message.cutOff ? 1 : 0) }, composed, result);
}

/** A message that cannot be composed holds back only itself. */
function compose(
  ctx: TenantContext,
  message: Message,
): Composed | { readonly outcome: "broken"; readonly error: string } {
  try {
    return composeMessage(ctx, message);
  } catch (error) {
    ctx.log.error({ tenant_id: ctx.tenant.id, error: error as Error }, "A message could not be written.");
    return { outcome: "broken", error: "it could not be written" };
  }
}

/** What is known now about an interrupted message; undefined if it is to be sent once more. */
async function settleCutOff(
  ctx: TenantContext,
  message: Claimed,
  transports: Transports,
  composed: ReturnType<typeof compose>,
): Promise<Noted | undefined> {
  const evidence = await findEvidence(message, transports, composed);
  if (evidence.outcome === "sent" && composed.outcome === "message")
    return sentOf(ctx, composed, evidence.providerId);
  if (evidence.outcome === "ask_later" && message.attempts < MAX_ATTEMPTS)
    return stillOpen(ctx, evidence.error);
  if (evidence.outcome === "none" && planRepeat(message)) return undefined;
  return { state: "unknown", last_error: message.last_error ?? "it was cut off while it was being sent" };
}

function findEvidence(
  { id, channel }: Message,
  { mail, sms }: Transports,
  composed: ReturnType<typeof compose>,
): Promise<Evidence> {
  const { findSent } = channel === "sms" ? sms : mail;
  if (!findSent || composed.outcome !== "message") return Promise.resolve({ outcome: "none" });
  return findSent({ messageId: id, to: composed.sent.to }).catch((error: unknown) => ({
    outcome: "ask_later",
    error: String(error),
  }));
}

function notedOf(ctx: TenantContext, message: Message, ready: ReadyMessage, result: SendResult): Noted {
  switch (result.outcome) {
    case "sent":
      return sentOf(ctx, ready, result.providerId);
    case "try_again":
      return retry(ctx, message, result);
    case "refused":
      return { state: "dead", last_error: result.error };
    case "unknown":
      // Treated as if the process had died: decided once the claim has expired.
      return message.repeats === 0
        ? stillOpen(ctx, result.error)
        : { state: "unknown", last_error: result.error };
  }
}

function sentOf(ctx: TenantContext, { sent }: ReadyMessage, providerId: string): Noted {
  const sentAt = ctx.clock.now();
  return { state: "sent", sent: toJson(sent), sent_at: sentAt, provider_id: providerId, last_error: null };
}

function stillOpen(ctx: TenantContext, error: string): Noted {
  const until = ctx.clock.now() + CLAIM;
  return { state: "sending", claimed_until: until, last_error: error };
}

function retry(
  ctx: TenantContext,
  { attempts }: Message,
  { error, notBefore = 0 }: { readonly error: string; readonly notBefore?: number },
): Noted {
  const now = ctx.clock.now();
  const due = planRetry(attempts, now, chanceOf(ctx));
  if (due === undefined) return { state: "dead", last_error: error };
  return { state: "queued", due_at: Math.max(due, now + notBefore), last_error: error };
}

/** A random number from 0 to 1, from the source of ids. */
function chanceOf({ ids }: TenantContext): number {
  return Buffer.from(ids.token(4), "base64url").readUInt32BE() / 2 ** 32;
}
