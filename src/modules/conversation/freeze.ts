import { createHash, timingSafeEqual } from "node:crypto";

import { MINUTE } from "#kernel/instant.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Pending } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";

/** How long a summary may be confirmed. */
export const CONFIRM_MINUTES = 10;

/**
 * Freezes what is to be done: this turn shows the summary, and only the answer to it releases it. What was frozen
 * before is void.
 */
export function freeze(work: TurnWork, act: Pending["act"], summary: string): void {
  const { ctx, turn, row } = work;
  const nonce = ctx.ids.token(12);
  const token = tokenOf(ctx, row.id, nonce);
  work.state = {
    ...work.state,
    phase: act.kind === "cancel" ? "cancel_confirm" : "confirm_pending",
    asked: "confirm",
    pending: {
      tokenHash: hashOf(token),
      nonce,
      turn,
      expiresAt: ctx.clock.now() + CONFIRM_MINUTES * MINUTE,
      summary,
      askedAgain: false,
      act,
    },
  };
}

/** The token of a summary's button. It is kept nowhere: whoever has the file cannot make it. */
export function tokenOf(ctx: TenantContext, conversationId: string, nonce: string): string {
  return ctx.capabilities.issue(`confirm:${conversationId}:${nonce}`);
}

/** Whether a button is the one of this summary; in constant time. */
export function isTokenOf(pending: Pending, token: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(token)), Buffer.from(pending.tokenHash));
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
