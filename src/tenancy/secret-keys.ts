import { hkdfSync } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Ids } from "#kernel/ids.ts";

/** What everything that the product signs or seals derives from. The first signs; all are accepted. */
export type SecretKeys = readonly [Buffer, ...Buffer[]];

export type ParsedKeys =
  | { readonly ok: true; readonly keys: SecretKeys }
  | { readonly ok: false; readonly problem: string };

const SHORTEST = 32;

/** Reads `SECRET_KEYS`: comma-separated, the current one first, each of at least 32 characters. */
export function parseSecretKeys(text: string): ParsedKeys {
  const [current, ...older] = text.split(",").map((key) => key.trim());
  if (!current) return { ok: false, problem: "must name at least one key" };
  const all = [current, ...older] as const;
  // The keys themselves are never said.
  if (all.some((key) => key.length < SHORTEST)) {
    return { ok: false, problem: `must be keys of at least ${SHORTEST} characters, separated by commas` };
  }
  if (new Set(all).size < all.length) return { ok: false, problem: "names a key twice" };
  return { ok: true, keys: [Buffer.from(current), ...older.map((key) => Buffer.from(key))] };
}

/** A new key of 32 random bytes, as text. */
export function makeSecretKey(ids: Ids): string {
  return ids.token(32);
}

/**
 * For development only: the keys that an earlier start has kept in DATA_DIR, or a new one, kept there
 * (`secret-keys`, readable by this user only). Production is given its keys.
 */
export function keepSecretKeys(dataDir: string, ids: Ids): SecretKeys {
  const path = join(dataDir, "secret-keys");
  try {
    writeFileSync(path, `${makeSecretKey(ids)}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    chmodSync(path, 0o600);
  }
  const parsed = parseSecretKeys(readFileSync(path, "utf8"));
  if (!parsed.ok) throw new Error(`The keys kept in ${path} cannot be used: ${parsed.problem}.`);
  return parsed.keys;
}

/**
 * A key for one purpose (`capabilities`, `session-cookie`) by HKDF-SHA256 (RFC 5869): what one purpose
 * signs or leaks is of no use for another.
 */
export function deriveKey(secret: Buffer, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "frontdesk", purpose, bytes));
}
