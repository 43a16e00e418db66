import { createHash } from "node:crypto";

import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import { getProfile } from "#modules/business/index.ts";
import { type Page, pageOf, type PageRequest, positionOf } from "#modules/collection/index.ts";
import type { ControlPlane, TenantRecord } from "#ports/control-plane.ts";

import { type Asker, type PlatformDeps, withTenant } from "./ports.ts";
import type { TenantItem, TenantSummary } from "./schemas.ts";

type Live = TenantRecord & { readonly status: "active" | "suspended" };

/** Lists tenants by slug; `q` matches part of it. Those being created or erased are left out. */
export async function listTenants(
  control: Pick<ControlPlane, "listTenants">,
  { q, cursor, limit }: PageRequest,
): Promise<Page<TenantSummary>> {
  const after = positionOf(cursor, "text")?.[0];
  const rows = await control.listTenants({ after: after?.toString(), limit: limit + 1, search: q });
  const page = pageOf(
    rows,
    limit,
    (row) => row.slug,
    (row) => (isLive(row) ? [summaryView(row)] : []),
  );
  return { ...page, items: page.items.flat() };
}

/** Throws NOT_FOUND unless there is an active or suspended tenant with this slug. */
export async function findLiveTenant(
  control: Pick<ControlPlane, "tenantBySlug">,
  slug: string,
): Promise<Live> {
  const record = await control.tenantBySlug(slug);
  if (!record || !isLive(record)) throw notFound("There is no such tenant.");
  return record;
}

/** As `findLiveTenant`, but includes one that is being erased, so that a repeated request resumes it. */
export async function findErasableTenant(
  control: Pick<ControlPlane, "tenantBySlug">,
  slug: string,
): Promise<TenantRecord> {
  const record = await control.tenantBySlug(slug);
  return record?.status === "erasing" ? record : findLiveTenant(control, slug);
}

/** A tenant, with what its file contains about it. */
export async function tenantView(deps: PlatformDeps, record: Live, asker: Asker): Promise<TenantItem> {
  const numbers = await deps.control.numbersOf(record.id);
  return withTenant(deps, record, asker, (ctx) => ({
    ...summaryView(record),
    url: ctx.tenant.canonicalUrl,
    profile: getProfile(ctx.db),
    phone_numbers: [...numbers],
  }));
}

/** The tenant's ETag: changes whenever anything in its view does. */
export function tenantTag(tenant: TenantItem): string {
  return `"${createHash("sha256").update(JSON.stringify(tenant)).digest("base64url").slice(0, 22)}"`;
}

/** Whether an `If-Match` header names the current version. */
export function namesTenant(header: string, tenant: TenantItem): boolean {
  const tag = tenantTag(tenant);
  return header.split(",").some((named) => ["*", tag].includes(named.trim()));
}

function summaryView({ id, slug, plan, status, createdAt }: Live): TenantSummary {
  return { id, slug, plan, status, created_at: formatInstant(createdAt) };
}

function isLive(record: TenantRecord): record is Live {
  return record.status === "active" || record.status === "suspended";
}
