import { setImmediate as nextTurn } from "node:timers/promises";

import type { TenantDb } from "#db/tenant-db.ts";
import { tenantVersion } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { planAttention } from "./plan-attention.ts";
import { type Ahead, readAhead, readSurroundings, readVisits } from "./read-visits.ts";

/** How many visits are judged before others get a turn. */
const STRIDE = 200;

type Look = { readonly config: number; readonly found: Promise<readonly Ahead[]> };

const looks = new WeakMap<TenantDb, Look>();

/**
 * Every upcoming visit that did not fit when the configuration last changed, in order of start. All upcoming
 * visits are scanned once per configuration version: what is booked or moved later fits, so only a change of
 * configuration (which includes absences and holidays) can make a visit not fit. The caller must judge them
 * again, since a visit may have been moved or cancelled meanwhile.
 */
export async function findSuspects(ctx: TenantContext): Promise<readonly Ahead[]> {
  for (;;) {
    const { config } = tenantVersion(ctx.db);
    const found = await lookThrough(ctx, config);
    // If the configuration changed meanwhile, the first visits were judged by older rules.
    if (tenantVersion(ctx.db).config === config) return found;
  }
}

function lookThrough(ctx: TenantContext, config: number): Promise<readonly Ahead[]> {
  const known = looks.get(ctx.db);
  if (known?.config === config) return known.found;
  const look: Look = { config, found: judgeAll(ctx) };
  looks.set(ctx.db, look);
  look.found.catch(() => {
    if (looks.get(ctx.db) === look) looks.delete(ctx.db);
  });
  return look.found;
}

async function judgeAll(ctx: TenantContext): Promise<readonly Ahead[]> {
  const now = ctx.clock.now();
  const suspects: Ahead[] = [];
  for (let after: Ahead | undefined; ; ) {
    const ahead = readAhead(ctx.db, now, after, STRIDE);
    suspects.push(...thoseThatDoNotFit(ctx, ahead));
    after = ahead.at(-1);
    if (ahead.length < STRIDE) return suspects;
    await nextTurn();
  }
}

function thoseThatDoNotFit(ctx: TenantContext, ahead: readonly Ahead[]): readonly Ahead[] {
  const visits = readVisits(
    ctx.db,
    ahead.map(({ uid }) => uid),
  );
  const around = readSurroundings(ctx, visits);
  const unfit = new Set(
    visits.filter((visit) => planAttention(around, visit).length > 0).map(({ uid }) => uid),
  );
  return ahead.filter(({ uid }) => unfit.has(uid));
}
