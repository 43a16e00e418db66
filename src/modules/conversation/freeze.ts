import { createHash, timingSafeEqual } from "node:crypto";

import { MINUTE } from "#kernel/instant.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Pending } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";

/** How long a summary can be confirmed, in minutes. */
export const CONFIRM_MINUTES = 10;

/**
 * Freezes an act: this turn shows the summary, and only the reply to it releases the act. Anything frozen
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

/**
 * The token of a summary's button. It is derived with a key outside the file and never stored, so the file
 * alone is not enough to forge it.
 */
export function tokenOf(ctx: TenantContext, conversationId: string, nonce: string): string {
  return ctx.capabilities.issue(`confirm:${conversationId}:${nonce}`);
}

/** Whether a token belongs to this summary; compared in constant time. */
export function isTokenOf(pending: Pending, token: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(token)), Buffer.from(pending.tokenHash));
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
