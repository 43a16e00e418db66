import { scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

import type { Ids } from "#kernel/ids.ts";

type Derive = (
  password: string,
  salt: string,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>;

const derive = promisify(scrypt) as Derive;

// N = 2^15, r = 8, p = 3 is one of the equivalent choices of OWASP's Password Storage Cheat Sheet (2025); it
// takes 32 MiB.
const COST = { N: 2 ** 15, r: 8, p: 3 };
const LENGTH = 32;

/**
 * Hashes a password for storage: `scrypt$N$r$p$salt$hash`. Takes some 200 ms on a worker thread; the event
 * loop stays free.
 */
export async function hashPassword(password: string, ids: Ids): Promise<string> {
  const salt = ids.token(16);
  const hash = await hashWith(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt, hash.toString("base64url")].join("$");
}

/** Whether `password` matches the stored hash `kept`; compared in constant time. */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [kind, n, r, p, salt, hash] = kept.split("$");
  if (kind !== "scrypt" || !salt || !hash) return false;
  const expected = Buffer.from(hash, "base64url");
  const found = await hashWith(password, salt, { N: Number(n), r: Number(r), p: Number(p) });
  return found.length === expected.length && timingSafeEqual(found, expected);
}

/** Normalised first: the same text may be typed in several Unicode forms (NIST SP 800-63B, 5.1.1.2). */
function hashWith(password: string, salt: string, cost: typeof COST): Promise<Buffer> {
  return derive(password.normalize("NFKC"), salt, LENGTH, { ...cost, maxmem: 64 * 1024 * 1024 });
}
