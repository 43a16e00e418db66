import type { TenantDb } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import { getZone } from "#kernel/zone.ts";
import { hashPassword } from "#modules/auth/index.ts";
import { changeSettings, getProfile, knowHolidays, type PlannedHolidays } from "#modules/business/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { type Once, runOnce } from "#modules/idempotency/index.ts";
import { importTenant, readTenant, type TenantDocument } from "#modules/tenant-file/index.ts";
import type { TenantId } from "#ports/control-plane.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type Asker, type PlatformDeps, withTenant } from "./ports.ts";
import { findErasableTenant, findLiveTenant, namesTenant, tenantView } from "./queries.ts";
import type { TenantItem, TenantPatch } from "./schemas.ts";

/**
 * Creates a business from a tenant file, completely or not at all. Throws a 400 that lists every wrong key, or
 * ALREADY_EXISTS if its slug or one of its numbers belongs to another business. The owner's password is stored
 * as a hash in the control plane; without one they must be invited.
 */
export async function createTenant(
  deps: PlatformDeps,
  value: unknown,
  asker: Asker,
  once?: Once,
): Promise<TenantItem> {
  const { document, password } = readTenant(value);
  const holidays = await holidaysOf(deps, document);
  const made = await deps.provisioning.createTenant({
    slug: document.slug,
    plan: document.plan,
    numbers: document.phone_numbers,
    fill: (db) => fill(deps, db, { document, holidays }, asker, once),
  });
  if (made.outcome === "number_taken") {
    throw new AppError("ALREADY_EXISTS", "Another business has one of these numbers.", {
      path: "phone_numbers",
    });
  }
  if (made.outcome === "created") {
    await addOwner(deps, made.tenant.id, document, password);
    // For its next holidays: nothing else might wake it by then.
    if (holidays.years.length > 0) await deps.control.markDue(made.tenant.id, newYear(deps, document));
  } else await assertSameRequest(deps, document, asker, once);
  return tenantView(deps, await findLiveTenant(deps.control, document.slug), asker);
}

/** The preconditions of a change: its `If-Match` header and its idempotency key. */
export type ChangeOptions = { readonly ifMatch?: string | undefined; readonly once?: Once | undefined };

/**
 * Changes a tenant's profile, plan or status. The profile is stored in the tenant's file, the rest in the
 * control plane. Throws VERSION_MISMATCH if `ifMatch` does not name the current version. A repeated request with
 * the same key changes nothing; the key is stored last, so an interrupted request is done again.
 */
export async function changeTenant(
  deps: PlatformDeps,
  slug: string,
  { profile, plan, status }: TenantPatch,
  asker: Asker,
  { ifMatch, once }: ChangeOptions = {},
): Promise<TenantItem> {
  const record = await findLiveTenant(deps.control, slug);
  const before = await tenantView(deps, record, asker);
  if (await withTenant(deps, record, asker, (ctx) => wasDone(ctx, once))) return before;
  if (ifMatch !== undefined && !namesTenant(ifMatch, before)) throw new AppError("VERSION_MISMATCH");
  if (profile) {
    await withTenant(deps, record, asker, (ctx) => {
      changeSettings(ctx, "profile", { ...getProfile(ctx.db), ...profile } as ReturnType<typeof getProfile>);
    });
  }
  if (plan || status) {
    await deps.control.changeTenant(record.id, { ...(plan && { plan }), ...(status && { status }) });
    deps.directory.forget(record.id);
    const reason = [
      plan && `plan ${record.plan} to ${plan}`,
      status && `status ${record.status} to ${status}`,
    ]
      .filter(Boolean)
      .join(", ");
    await withTenant(deps, record, asker, (ctx) => noteChange(ctx, reason));
  }
  await withTenant(deps, record, asker, (ctx) => ctx.db.write((tx) => runOnce(ctx, tx, once, () => null)));
  return tenantView(deps, await findLiveTenant(deps.control, slug), asker);
}

/**
 * Erases a business and its file for good, or resumes an erasure. Throws NOT_FOUND, or UNAVAILABLE if it cannot be
 * done now: then the business is no longer served, and erased later.
 */
export async function eraseTenant({ control, provisioning }: PlatformDeps, slug: string): Promise<void> {
  const { id } = await findErasableTenant(control, slug);
  await provisioning.eraseTenant(id);
}

function fill(
  deps: PlatformDeps,
  db: TenantDb,
  { document, holidays }: { readonly document: TenantDocument; readonly holidays: PlannedHolidays },
  { actor }: Asker,
  once?: Once,
): void {
  importTenant(db, { clock: deps.clock, ids: deps.ids, actor }, document, holidays);
  db.write((tx) => runOnce(deps, tx, once, () => null));
}

/**
 * The slug is taken, perhaps by this very request, repeated because its answer was lost: then the file contains
 * its key. Throws ALREADY_EXISTS for any other file, and without a key.
 */
async function assertSameRequest(
  deps: PlatformDeps,
  document: TenantDocument,
  asker: Asker,
  once?: Once,
): Promise<void> {
  const taken = new AppError("ALREADY_EXISTS", "Another business has this slug.", { path: "slug" });
  const record = once && (await deps.control.tenantBySlug(document.slug));
  if (record?.status !== "active" && record?.status !== "suspended") throw taken;
  await withTenant(deps, record, asker, ({ db }) =>
    db.write((tx) =>
      runOnce(deps, tx, once, () => {
        throw taken;
      }),
    ),
  );
}

function holidaysOf(
  { clock }: PlatformDeps,
  { profile, policies }: TenantDocument,
): Promise<PlannedHolidays> {
  const year = yearIn(profile.time_zone, clock.now());
  return knowHolidays(policies.holidays, { year, under: "policies.holidays." });
}

function newYear({ clock }: PlatformDeps, { profile }: TenantDocument): Instant {
  return getZone(profile.time_zone).startOfDay(`${yearIn(profile.time_zone, clock.now()) + 1}-01-01`);
}

function yearIn(zoneId: string, at: Instant): number {
  return Number(getZone(zoneId).localDateOf(at).slice(0, 4));
}

async function addOwner(
  deps: PlatformDeps,
  tenantId: TenantId,
  { owner }: TenantDocument,
  password?: string,
): Promise<void> {
  if (!owner) return;
  const passwordHash = password === undefined ? null : await hashPassword(password, deps.ids);
  const email = owner.email.toLowerCase();
  // An existing user keeps their password: a tenant file must not change somebody's sign-in.
  await deps.control.createUser({ id: deps.ids.ulid(), email, name: owner.name, passwordHash });
  const user = await deps.control.userByEmail(email);
  if (user) await deps.control.addMember({ userId: user.id, tenantId, role: "owner" });
}

const NOT_YET = new Error("This was not done yet.");

/** Whether this request was done before; a different one with its key throws IDEMPOTENCY_MISMATCH. */
function wasDone(ctx: TenantContext, once: Once | undefined): boolean {
  if (!once) return false;
  try {
    ctx.db.write((tx) =>
      runOnce(ctx, tx, once, () => {
        throw NOT_YET;
      }),
    );
    return true;
  } catch (error) {
    if (error === NOT_YET) return false;
    throw error;
  }
}

function noteChange(ctx: TenantContext, reason: string): void {
  ctx.db.write((tx) => {
    recordEvent(ctx, tx, { kind: "subscription_changed", subject: "business", reason, changes: [] });
  });
}
