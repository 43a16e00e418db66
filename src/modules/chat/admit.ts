import { AppError } from "#kernel/errors.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { LimitName } from "#tenancy/http.ts";

import { issueChallenge, refuteSolution, type SpentChallenges } from "./proof-of-work.ts";

/** Somebody who wants to write, as far as limits are concerned. */
export type Speaker = {
  readonly ctx: TenantContext;
  /** The key of their address. */
  readonly address: string;
  /** The solution to a challenge that they sent, unverified. */
  readonly proof: string | undefined;
  readonly countUse: (limit: LimitName, key: string) => void;
};

/** Counts the start of a conversation. */
export function admitStart(speaker: Speaker, spent: SpentChallenges): void {
  countOrProve(speaker, spent, "chat_start");
}

/** Counts a message, against the limits of its conversation and its address. */
export function admitMessage(speaker: Speaker, spent: SpentChallenges, conversationId: string): void {
  speaker.countUse("chat_session", conversationId);
  countOrProve(speaker, spent, "chat");
}

/**
 * Counts a use. Beyond an address's free allowance each use requires some proof of work: many people may
 * share an address, and none of them minds a second's delay. Beyond a second limit it is refused.
 */
function countOrProve(
  { ctx, address, proof, countUse }: Speaker,
  spent: SpentChallenges,
  limit: LimitName,
): void {
  try {
    countUse(limit, address);
  } catch (error) {
    if (!(error instanceof AppError) || error.reason !== "RATE_LIMITED") throw error;
    if (proof === undefined || refuteSolution(ctx, spent, address, proof) !== undefined)
      throw challengeTo(ctx, address, error);
    countUse("chat_proved", address);
  }
}

/** The refusal, with a challenge whose solution would let this request through at once. */
function challengeTo(ctx: TenantContext, address: string, { details }: AppError): AppError {
  return new AppError("RATE_LIMITED", undefined, {
    ...details,
    proof_of_work: issueChallenge(ctx, address),
  });
}
