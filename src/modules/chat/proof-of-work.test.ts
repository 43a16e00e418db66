import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";
import { MINUTE } from "#kernel/instant.ts";
import type { TenantContext } from "#tenancy/context.ts";

import {
  type Challenge,
  issueChallenge,
  refuteSolution,
  SpentChallenges,
  zeroBits,
} from "./proof-of-work.ts";

const clock = fixedClock(Date.UTC(2026, 2, 6, 15));
const capabilities = {
  issue: (subject: string) => createHash("sha256").update(subject).digest("base64url").slice(0, 32),
  verify: (subject: string, token: string) => capabilities.issue(subject) === token,
};
const ctx = { clock, ids: seededIds(clock, 1), capabilities } as unknown as TenantContext;
const HERE = "198.51.100.7";

/** Tries numbers like a browser. */
function solve({ challenge, difficulty }: Challenge): string {
  for (let number = 0; ; number += 1) {
    const solution = `${challenge}:${number}`;
    if (zeroBits(createHash("sha256").update(solution).digest()) >= difficulty) return solution;
  }
}

const refute = (solution: string, spent = new SpentChallenges(clock), address = HERE) =>
  refuteSolution(ctx, spent, address, solution);

describe("a proof of work", () => {
  test("is valid once", () => {
    const spent = new SpentChallenges(clock);
    const solution = solve(issueChallenge(ctx, HERE, 8));
    expect(refute(solution, spent)).toBeUndefined();
    expect(refute(solution, spent)).toBe("spent");
  });

  test("is valid only for the address and the time it was issued for", () => {
    const solution = solve(issueChallenge(ctx, HERE, 4));
    expect(refute(solution, undefined, "198.51.100.8")).toBe("foreign");
    clock.advance(2 * MINUTE);
    expect(refute(solution)).toBe("expired");
  });

  test("cannot be made easier or extended by whoever solves it", () => {
    const { challenge } = issueChallenge(ctx, HERE, 30);
    const [expires = "", salt = "", , token = ""] = challenge.split(".");
    expect(refute(`${expires}.${salt}.0.${token}:1`)).toBe("foreign");
    expect(refute(`zzzzzzzz.${salt}.30.${token}:1`)).toBe("foreign");
    expect(refute(`${challenge}:1`)).toBe("unsolved");
  });

  test.each(["", "x", "a.b.c.d:1", ":1", "x".repeat(10_000)])("is malformed: %j", (solution) => {
    expect(refute(solution)).toBe("malformed");
  });

  test("is remembered only until it expires", () => {
    const spent = new SpentChallenges(clock);
    const now = clock.now();
    expect(spent.spend("a", now + MINUTE)).toBe(true);
    expect(spent.spend("a", now + MINUTE)).toBe(false);
    clock.advance(MINUTE);
    expect(spent.spend("b", now + 2 * MINUTE)).toBe(true);
    expect(spent.spend("a", now + MINUTE)).toBe(true);
  });
});

test.each([
  [[0xff], 0],
  [[0x7f], 1],
  [[0x01], 7],
  [[0x00, 0x80], 8],
  [[0x00, 0x00, 0x01], 23],
])("%j has %i leading zero bits", (bytes, bits) => {
  expect(zeroBits(Uint8Array.from(bytes))).toBe(bits);
});
