import type { TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { carryOutAgreed } from "#modules/waitlist/chains/agree.ts";
import { firstAgreedChain } from "#modules/waitlist/chains/rows.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { bySystem } from "./by-system.ts";
import { expireOffers } from "./end-offers.ts";
import { nextPassing, passedEntries } from "./entries.ts";
import { closeInside } from "./leave.ts";
import { firstExpired, nextExpiry } from "./offers.ts";
import { nextRelease, releaseNextNoShow } from "./release-no-shows.ts";

/** Transactions per run, so that one business does not keep the others waiting. */
const AT_ONCE = 20;
/** Entries closed per transaction. */
const TOGETHER = 50;

/**
 * Does what has become due: passes on expired offers, releases no-shows, closes entries whose times have
 * passed. Works in batches (`true` if there may be more) and in one transaction per act, so the next run
 * continues after a crash.
 */
export function runDueWaitlist(given: TenantContext): boolean {
  const ctx = bySystem(given);
  for (let done = 0; done < AT_ONCE; done += 1)
    if (!expireOne(ctx) && !carryOutAgreed(ctx) && !releaseNextNoShow(ctx) && !closePassed(ctx)) return false;
  return true;
}

/** When there is something to do next; null for never. */
export function nextDueWaitlist(db: TenantReads, now: Instant): Instant | null {
  if (firstAgreedChain(db)) return now;
  const times = [nextExpiry(db), nextPassing(db), nextRelease(db, now)].filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

function expireOne(ctx: TenantContext): boolean {
  // Usually there is none, and a read is cheaper than a write transaction.
  if (!firstExpired(ctx.db, ctx.clock.now())) return false;
  return ctx.db.write((tx) => {
    const offer = firstExpired(tx, ctx.clock.now());
    if (offer) expireOffers(ctx, tx, offer);
    return offer !== undefined;
  });
}

function closePassed(ctx: TenantContext): boolean {
  const now = ctx.clock.now();
  if (passedEntries(ctx.db, now, 1).length === 0) return false;
  return ctx.db.write((tx) => {
    const passed = passedEntries(tx, now, TOGETHER);
    for (const entry of passed) closeInside(ctx, tx, entry, "times_passed");
    return passed.length > 0;
  });
}
