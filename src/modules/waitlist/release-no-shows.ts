import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { DAY, type Instant } from "#kernel/instant.ts";
import { markInside } from "#modules/booking/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

/**
 * Gives away the visit whose customer has not come for the longest: it is marked as missed, by the policy that
 * it was booked under, and what is left of its time goes to those who wait. False when there is none.
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

/** When the next visit is given away unless its customer comes. */
export function nextRelease(db: TenantReads, now: Instant): Instant | null {
  return firstRelease(db, now)?.at ?? null;
}

/** A visit that is over frees nothing; the longest visit is a day. */
function firstRelease(db: TenantReads, now: Instant) {
  return db.first(releases({ now, since: now - 2 * DAY }));
}

// As the index has it, letter by letter: only then is it used.
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
