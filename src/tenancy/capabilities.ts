import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

import type { TenantId } from "#ports/control-plane.ts";

import type { Capabilities } from "./context.ts";
import { deriveKey, type SecretKeys } from "./secret-keys.ts";

/** 192 bits: 32 characters in a link, and none can be guessed. */
const LENGTH = 24;
/** Of what `issue` makes; anything longer is not looked at. */
const FORM = /^[A-Za-z0-9_-]{32}$/;

/**
 * Makes the capabilities of each tenant. A token is an HMAC-SHA256 over the tenant and the subject, so it
 * is kept nowhere, opens nothing else, and cannot be used with another tenant.
 */
export function createCapabilities(secrets: SecretKeys): (tenant: TenantId) => Capabilities {
  const [current, ...older] = secrets.map(toSign);
  if (!current) throw new Error("There are no keys to sign with.");

  return (tenant) => ({
    issue: (subject) => mac(current, tenant, subject).toString("base64url"),
    verify: (subject, token) => {
      if (!FORM.test(token)) return false;
      const given = Buffer.from(token, "base64url");
      // All keys are tried whatever the first ones say, so that time tells nothing.
      return [current, ...older]
        .map((key) => timingSafeEqual(mac(key, tenant, subject), given))
        .includes(true);
    },
  });
}

// Made into a key once: to do that anew for each token costs seven times what signing does.
function toSign(secret: Buffer): KeyObject {
  return createSecretKey(deriveKey(secret, "capabilities"));
}

// An id has a fixed length, so no tenant and subject together read like another pair.
function mac(key: KeyObject, tenant: TenantId, subject: string): Buffer {
  return createHmac("sha256", key).update(`${tenant}\0${subject}`).digest().subarray(0, LENGTH);
}
