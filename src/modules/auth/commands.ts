import { hash } from "node:crypto";

import { AppError, notFound } from "#kernel/errors.ts";
import { recordEvent } from "#modules/events/index.ts";
import { type Once, runOnce } from "#modules/idempotency/index.ts";
import type { ControlPlane, TenantId } from "#ports/control-plane.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { planFeatures } from "./plan-features.ts";
import { apiKeyView } from "./queries.ts";
import type { ApiKeyInput, ApiKeyItem, NewApiKeyItem } from "./schemas.ts";

/** The parts of the control plane and the directory that commands about keys need. */
export type KeyDirectory = {
  readonly control: Pick<ControlPlane, "createApiKey" | "listApiKeys" | "revokeApiKey">;
  /** Drops what is cached about the tenant and its keys. */
  readonly directory: { readonly forget: (tenant: TenantId) => void };
};

/**
 * Creates an API key for the tenant. Only its SHA-256 is stored, so this is the only time that the key itself
 * is returned. The control plane is the source of truth and written first; if the event then cannot be
 * recorded in the tenant's file, the key is revoked again. Throws PLAN_LIMIT if the plan has no API, unless
 * the platform creates the key.
 */
export async function createApiKey(
  ctx: TenantContext,
  { control, directory }: KeyDirectory,
  input: ApiKeyInput,
  once?: Once,
): Promise<NewApiKeyItem> {
  assertMayHaveKeys(ctx);
  const key = `fd_live_${ctx.ids.token(32)}`;
  const made = await control.createApiKey({
    id: ctx.ids.ulid(),
    tenantId: ctx.tenant.id,
    name: input.name,
    hash: hash("sha256", key),
    lastFour: key.slice(-4),
  });
  const revoke = (): Promise<boolean> => control.revokeApiKey(ctx.tenant.id, made.id);
  let answer: ApiKeyItem;
  try {
    answer = noteKey(ctx, apiKeyView(made), once);
  } catch (error) {
    await revoke();
    throw error;
  }
  directory.forget(ctx.tenant.id);
  if (answer.id === made.id) return { ...answer, key };
  await revoke();
  return { ...answer, key: null };
}

/** A business creates keys only if its plan has the API; the operator may give any business one. */
function assertMayHaveKeys({ actor, tenant }: TenantContext): void {
  if (actor.kind === "platform" || planFeatures(tenant.plan).api) return;
  throw new AppError("PLAN_LIMIT", "This business's plan doesn't include the API.", { feature: "api" });
}

/** Revokes a key with immediate effect. Throws NOT_FOUND if it is unknown or already revoked. */
export async function revokeApiKey(
  ctx: TenantContext,
  { control, directory }: KeyDirectory,
  id: string,
  once?: Once,
): Promise<void> {
  const revoked = await control.revokeApiKey(ctx.tenant.id, id);
  directory.forget(ctx.tenant.id);
  ctx.db.write((tx) =>
    runOnce(ctx, tx, once, () => {
      if (!revoked) throw notFound("There is no such key.");
      recordEvent(ctx, tx, { kind: "api_key_revoked", subject: `api_key:${id}`, changes: [] });
      return null;
    }),
  );
}

function noteKey(ctx: TenantContext, key: ApiKeyItem, once: Once | undefined): ApiKeyItem {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, once, () => {
      recordEvent(ctx, tx, { kind: "api_key_created", subject: `api_key:${key.id}`, changes: [] });
      return key;
    }),
  );
}
