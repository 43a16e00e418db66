import { hash, timingSafeEqual } from "node:crypto";

import { AppError } from "#kernel/errors.ts";
import type { ApiKeyRecord, TenantId } from "#ports/control-plane.ts";

import { after, type Soon } from "./soon.ts";

/** Who a request comes from, according to its key. */
export type Caller =
  | { readonly kind: "anyone" }
  | { readonly kind: "platform" }
  | { readonly kind: "api_key"; readonly id: string; readonly tenantId: TenantId };

export const ANYONE: Caller = { kind: "anyone" };
const PLATFORM: Caller = { kind: "platform" };

/** Identifies callers by their bearer token. */
export type Callers = {
  /**
   * The platform, or the tenant that the key belongs to; throws UNAUTHENTICATED for a missing or unknown key.
   */
  readonly byKey: (token: string | undefined) => Soon<Caller>;
  readonly isPlatform: (token: string | undefined) => boolean;
};

/** The token of `Authorization: Bearer …` (RFC 6750, 2.1), unchecked. */
export function bearerOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > 600) return undefined;
  return /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1];
}

/**
 * Identifies keys by their SHA-256; compares the platform's in constant time. Without a platform key nobody
 * is the platform.
 */
export function createCallers(
  platformKeys: readonly string[],
  findApiKey: (hash: string) => Soon<ApiKeyRecord | undefined>,
): Callers {
  const platformHashes = platformKeys.map((key) => Buffer.from(sha256(key)));
  const isPlatformHash = (hashed: string): boolean => {
    const asked = Buffer.from(hashed);
    return platformHashes.map((known) => timingSafeEqual(asked, known)).includes(true);
  };
  return {
    byKey: (token) => {
      if (token === undefined) throw new AppError("UNAUTHENTICATED");
      const hashed = sha256(token);
      if (isPlatformHash(hashed)) return PLATFORM;
      return after(findApiKey(hashed), callerOf);
    },
    isPlatform: (token) => token !== undefined && isPlatformHash(sha256(token)),
  };
}

function callerOf(key: ApiKeyRecord | undefined): Caller {
  if (!key || key.revokedAt !== null) throw new AppError("UNAUTHENTICATED");
  return { kind: "api_key", id: key.id, tenantId: key.tenantId };
}

function sha256(text: string): string {
  return hash("sha256", text);
}
