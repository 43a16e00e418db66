import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

import type { TenantId } from "#ports/control-plane.ts";

import type { Capabilities } from "./context.ts";
import { deriveKey, type SecretKeys } from "./secret-keys.ts";

/** In bytes. 192 bits cannot be guessed and take only 32 characters in a link. */
const LENGTH = 24;
/** The form of an issued token. Anything else is rejected before any HMAC is computed. */
const FORM = /^[A-Za-z0-9_-]{32}$/;

/**
 * Creates the capabilities of each tenant. A token is an HMAC-SHA256, truncated to 192 bits, over the tenant
 * and the subject: it is stored nowhere, opens nothing else, and is invalid for any other tenant. The first of
 * the `secrets` signs, all of them verify.
 */
export function createCapabilities(secrets: SecretKeys): (tenant: TenantId) => Capabilities {
  const [current, ...older] = secrets.map(toSign);
  if (!current) throw new Error("There are no keys to sign with.");

  return (tenant) => ({
    issue: (subject) => mac(current, tenant, subject).toString("base64url"),
    verify: (subject, token) => {
      if (!FORM.test(token)) return false;
      const given = Buffer.from(token, "base64url");
      // Try every key even after a match, so that timing reveals nothing.
      return [current, ...older]
        .map((key) => timingSafeEqual(mac(key, tenant, subject), given))
        .includes(true);
    },
  });
}

// Prepared once: deriving the key for each token would cost seven times as much as signing.
function toSign(secret: Buffer): KeyObject {
  return createSecretKey(deriveKey(secret, "capabilities"));
}

// A tenant's id has a fixed length, so no two pairs of tenant and subject yield the same text.
function mac(key: KeyObject, tenant: TenantId, subject: string): Buffer {
  return createHmac("sha256", key).update(`${tenant}\0${subject}`).digest().subarray(0, LENGTH);
}
