import { formatInstant } from "#kernel/instant.ts";
import { type Page, pageOf, type PageRequest, positionOf } from "#modules/collection/index.ts";
import { VISITS_A_MONTH } from "#modules/booking/index.ts";
import type { ApiKeyRecord, ControlPlane } from "#ports/control-plane.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { planFeatures } from "./plan-features.ts";
import type { ApiKeyItem, Me } from "./schemas.ts";

type Keys = Pick<ControlPlane, "listApiKeys">;

/** A key as the API shows it. */
export function apiKeyView(key: ApiKeyRecord): ApiKeyItem {
  return { id: key.id, name: key.name, last_four: key.lastFour, created_at: formatInstant(key.createdAt) };
}

/** The keys that are not revoked, oldest first. */
export async function listApiKeys(
  ctx: TenantContext,
  control: Keys,
  { q, cursor, limit }: PageRequest,
): Promise<Page<ApiKeyItem>> {
  const after = positionOf(cursor, "text")?.[1] ?? "";
  const wanted = q?.toLowerCase() ?? "";
  const keys = (await control.listApiKeys(ctx.tenant.id)).filter(
    (key) => key.revokedAt === null && key.id > after && key.name.toLowerCase().includes(wanted),
  );
  return pageOf(keys.slice(0, limit + 1), limit, (key) => key.id, apiKeyView);
}

/** Who the caller is, and what this business may do. */
export async function whoAmI(ctx: TenantContext, control: Keys): Promise<Me> {
  const { tenant, actor } = ctx;
  const used = (await control.listApiKeys(tenant.id)).find((key) => key.id === actor.id);
  return {
    kind: actor.kind === "api_key" ? "api_key" : "platform",
    api_key: used ? apiKeyView(used) : null,
    tenant: { slug: tenant.slug, status: tenant.status, url: tenant.canonicalUrl },
    plan: tenant.plan,
    features: planFeatures(tenant.plan),
    monthly_visits: VISITS_A_MONTH[tenant.plan],
  };
}
