import { createHash } from "node:crypto";

import type { Clock } from "#kernel/clock.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** Work to be done before a request is looked at: cheap for one person, dear for a thousand messages. */
export type Challenge = {
  /** `{expires}.{salt}.{difficulty}.{signature}`; means nothing to who solves it. */
  readonly challenge: string;
  readonly algorithm: "sha-256";
  /** How many zero bits the hash has to begin with. */
  readonly difficulty: number;
};

/** A second on a slow phone: 2^16 hashes on average. */
const DIFFICULTY = 16;
const VALID_FOR = 2 * MINUTE;
const LONGEST = 200;

/**
 * A challenge for one address at one business. Nothing is kept of it: a signature says that it is ours, for whom
 * it is and until when it can be solved.
 */
export function issueChallenge(
  { capabilities, clock, ids }: TenantContext,
  address: string,
  difficulty: number = DIFFICULTY,
): Challenge {
  const fields = `${(clock.now() + VALID_FOR).toString(36)}.${ids.token(9)}.${difficulty}`;
  const challenge = `${fields}.${capabilities.issue(subject(address, fields))}`;
  return { challenge, algorithm: "sha-256", difficulty };
}

/** What is wrong with a solution, `{challenge}:{number}`; undefined for a good one, which then counts no more. */
export function refuteSolution(
  ctx: TenantContext,
  spent: SpentChallenges,
  address: string,
  solution: string,
): "malformed" | "foreign" | "expired" | "unsolved" | "spent" | undefined {
  const [, challenge = "", fields = "", expires = "", difficulty = "", token = ""] =
    FORM.exec(solution.slice(0, LONGEST)) ?? [];
  if (challenge === "") return "malformed";
  if (!ctx.capabilities.verify(subject(address, fields), token)) return "foreign";
  const until = Number.parseInt(expires, 36);
  if (until <= ctx.clock.now()) return "expired";
  if (zeroBits(createHash("sha256").update(solution).digest()) < Number(difficulty)) return "unsolved";
  return spent.spend(challenge, until) ? undefined : "spent";
}

const FORM = /^((([0-9a-z]{6,10})\.[\w-]{12}\.(\d{1,2}))\.([\w-]{32})):\d{1,16}$/;

/** Challenges whose solution has been used: each counts once. Only those are kept that could come again. */
export class SpentChallenges {
  readonly #clock: Clock;
  readonly #spent = new Map<string, Instant>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False for one that was spent before. */
  spend(challenge: string, until: Instant): boolean {
    const now = this.#clock.now();
    // Issued in order of their end, and spent nearly so: the oldest are the first.
    for (const [old, end] of this.#spent) {
      if (end > now) break;
      this.#spent.delete(old);
    }
    if (this.#spent.has(challenge)) return false;
    this.#spent.set(challenge, until);
    return true;
  }
}

/** How many bits are zero before the first that is not. */
export function zeroBits(hash: Uint8Array): number {
  let count = 0;
  for (const byte of hash) {
    if (byte !== 0) return count + Math.clz32(byte) - 24;
    count += 8;
  }
  return count;
}

function subject(address: string, fields: string): string {
  return `work:${address}:${fields}`;
}
