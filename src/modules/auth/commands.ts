import { hash } from "node:crypto";

import { AppError, notFound } from "#kernel/errors.ts";
import { recordEvent } from "#modules/events/index.ts";
import { type Once, runOnce } from "#modules/idempotency/index.ts";
import type { ControlPlane, TenantId } from "#ports/control-plane.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { planFeatures } from "./plan-features.ts";
import { apiKeyView } from "./queries.ts";
import type { ApiKeyInput, ApiKeyItem, NewApiKeyItem } from "./schemas.ts";

/** The verbs of the control plane that keys need. */
export type KeyDirectory = {
  readonly control: Pick<ControlPlane, "createApiKey" | "listApiKeys" | "revokeApiKey">;
  /** What was cached about the tenant and its keys is read again. */
  readonly directory: { readonly forget: (tenant: TenantId) => void };
};

/**
 * Makes a key to the tenant's API. Only its SHA-256 is kept, so this is the one time that it is told. The
 * control plane is the truth; it is written first, and a key that the tenant's log does not get to know of
 * is revoked again. Throws PLAN_LIMIT where the plan has no API, unless the platform makes the key.
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

/** A business makes keys where its plan has the API; whoever runs the deployment may give one to any business. */
function assertMayHaveKeys({ actor, tenant }: TenantContext): void {
  if (actor.kind === "platform" || planFeatures(tenant.plan).api) return;
  throw new AppError("PLAN_LIMIT", "This business's plan doesn't include the API.", { feature: "api" });
}

/** Revokes a key at once. Throws NOT_FOUND for one that is unknown or revoked already. */
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
