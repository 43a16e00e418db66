import { hkdfSync } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Ids } from "#kernel/ids.ts";

/** The secrets from which every signing and sealing key is derived. The first one signs; all are accepted. */
export type SecretKeys = readonly [Buffer, ...Buffer[]];

export type ParsedKeys =
  | { readonly ok: true; readonly keys: SecretKeys }
  | { readonly ok: false; readonly problem: string };

const SHORTEST = 32;

/** Parses `SECRET_KEYS`: comma-separated, the current key first, each at least 32 characters long. */
export function parseSecretKeys(text: string): ParsedKeys {
  const [current, ...older] = text.split(",").map((key) => key.trim());
  if (!current) return { ok: false, problem: "must name at least one key" };
  const all = [current, ...older] as const;
  // The problem never quotes a key.
  if (all.some((key) => key.length < SHORTEST)) {
    return { ok: false, problem: `must be keys of at least ${SHORTEST} characters, separated by commas` };
  }
  if (new Set(all).size < all.length) return { ok: false, problem: "names a key twice" };
  return { ok: true, keys: [Buffer.from(current), ...older.map((key) => Buffer.from(key))] };
}

/** A new key: 32 random bytes in base64url. */
export function makeSecretKey(ids: Ids): string {
  return ids.token(32);
}

/**
 * For development only: the keys that an earlier start stored in DATA_DIR (`secret-keys`, readable by this user
 * only), or a new one, stored there. In production the keys come from the environment.
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
 * Derives the key for one purpose (`capabilities`, `session-cookie`) with HKDF-SHA256 (RFC 5869), so that a
 * leaked key is useless for any other purpose. `bytes` is its length.
 */
export function deriveKey(secret: Buffer, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "frontdesk", purpose, bytes));
}
