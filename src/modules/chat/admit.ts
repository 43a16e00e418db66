import { AppError } from "#kernel/errors.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { LimitName } from "#tenancy/http.ts";

import { issueChallenge, refuteSolution, type SpentChallenges } from "./proof-of-work.ts";

/** Somebody who wants to speak, as far as limits go. */
export type Speaker = {
  readonly ctx: TenantContext;
  /** What stands for their address. */
  readonly address: string;
  /** The solution that they sent of a challenge, unchecked. */
  readonly proof: string | undefined;
  readonly countUse: (limit: LimitName, key: string) => void;
};

/** Counts a conversation that is begun. */
export function admitStart(speaker: Speaker, spent: SpentChallenges): void {
  countOrProve(speaker, spent, "chat_start");
}

/** Counts a message: those of a conversation, and those of an address. */
export function admitMessage(speaker: Speaker, spent: SpentChallenges, conversationId: string): void {
  speaker.countUse("chat_session", conversationId);
  countOrProve(speaker, spent, "chat");
}

/**
 * Beyond what an address may do, each use costs some work: many people may share an address, and none of them
 * minds a second. Beyond that it is refused.
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

/** The same refusal, with what would let this request through at once. */
function challengeTo(ctx: TenantContext, address: string, { details }: AppError): AppError {
  return new AppError("RATE_LIMITED", undefined, {
    ...details,
    proof_of_work: issueChallenge(ctx, address),
  });
}
