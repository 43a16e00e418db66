import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { DAY, type Instant } from "#kernel/instant.ts";
import { markInside } from "#modules/booking/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

/**
 * Releases the visit whose customer is most overdue: marks it as a no-show, under the policy that it was
 * booked with, and offers the rest of its time to the waitlist. False if there is none.
 */
export function releaseNextNoShow(ctx: TenantContext): boolean {
  const now = ctx.clock.now();
  const due = firstRelease(ctx.db, now);
  if (!due || due.at > now) return false;
  return ctx.db.write((tx) => {
    const again = firstRelease(tx, now);
    if (!again || again.at > now) return false;
    return markInside(ctx, tx, again.uid, "no_show").outcome === "marked";
  });
}

/** When the next visit is released unless its customer checks in. */
export function nextRelease(db: TenantReads, now: Instant): Instant | null {
  return firstRelease(db, now)?.at ?? null;
}

/** Skips visits that are over, which free nothing; the longest visit is a day. */
function firstRelease(db: TenantReads, now: Instant) {
  return db.first(releases({ now, since: now - 2 * DAY }));
}

// Must match the index's expression letter by letter, or SQLite will not use it.
const releaseAt = sql<Instant>`(start_at + release_minutes * 60000)`;

export const releases = statement((p: { now: Instant; since: Instant }) =>
  build
    .selectFrom("bookings")
    .select(["uid", releaseAt.as("at")])
    .where(sql<boolean>`status = ${sql.lit("confirmed")}`)
    .where("checked_in_at", "is", null)
    .where("release_minutes", "is not", null)
    .where(sql<boolean>`${releaseAt} > ${p.since}`)
    .where("end_at", ">", p.now)
    .orderBy(releaseAt)
    .limit(1),
);
