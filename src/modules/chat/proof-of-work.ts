import { createHash } from "node:crypto";

import type { Clock } from "#kernel/clock.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** Work to do before a request is considered: cheap for one person, expensive for a thousand messages. */
export type Challenge = {
  /** `{expires}.{salt}.{difficulty}.{signature}`; opaque to whoever solves it. */
  readonly challenge: string;
  readonly algorithm: "sha-256";
  /** How many zero bits the hash must start with. */
  readonly difficulty: number;
};

/** About a second on a slow phone: 2^16 hashes on average. */
const DIFFICULTY = 16;
const VALID_FOR = 2 * MINUTE;
const LONGEST = 200;

/**
 * Issues a challenge to one address at one business. Nothing is stored: the signature proves that it is ours,
 * whom it is for, and when it expires.
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

/**
 * What is wrong with a solution, `{challenge}:{number}`; undefined for a valid one, which is thereby spent.
 */
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

/** Challenges already spent: each counts once. Only those that have not expired are kept. */
export class SpentChallenges {
  readonly #clock: Clock;
  readonly #spent = new Map<string, Instant>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False if it was spent before. */
  spend(challenge: string, until: Instant): boolean {
    const now = this.#clock.now();
    // They are issued in order of expiry and spent roughly so: the oldest come first.
    for (const [old, end] of this.#spent) {
      if (end > now) break;
      this.#spent.delete(old);
    }
    if (this.#spent.has(challenge)) return false;
    this.#spent.set(challenge, until);
    return true;
  }
}

/** The number of leading zero bits. */
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
