import { type Booking, getBooking } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type Page, pageOf, type PageRequest, positionOf } from "#modules/collection/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { findRepairs, type Repair } from "./find-repairs.ts";
import { findSuspects } from "./find-suspects.ts";
import { planAttention, type Reason } from "./plan-attention.ts";
import { type Ahead, readSurroundings, readVisits } from "./read-visits.ts";

/** A visit that no longer fits, why, and what would repair it. */
export type AttentionItem = {
  readonly booking: Booking;
  readonly reasons: readonly Reason[];
  readonly repairs: readonly Repair[];
};

type Unfit = { readonly id: string; readonly startAt: number; readonly reasons: readonly Reason[] };

/**
 * The upcoming visits that no longer fit their business, by start (SCHEDULING rule 13). Nothing is moved;
 * `basePath` is the prefix of the repair requests' paths.
 */
export async function listAttention(
  ctx: TenantContext,
  { cursor, limit }: PageRequest,
  basePath: string,
): Promise<Page<AttentionItem>> {
  const suspects = await findSuspects(ctx);
  const after = positionOf(cursor, "number");
  const unfit = firstUnfit(ctx, suspects.filter(isBehind(after, ctx.clock.now())), limit + 1);
  const options = { rules: calendarRules(ctx.db), basePath, proposed: [] };
  return pageOf(
    unfit,
    limit,
    ({ startAt }) => startAt,
    ({ id, reasons }) => {
      const booking = getBooking(ctx.db, id);
      return { booking, reasons, repairs: findRepairs(ctx, { booking, reasons }, options) };
    },
  );
}

/** What is wrong with one visit; undefined if it fits. */
export function attentionOf(ctx: TenantContext, uid: string, basePath: string): AttentionItem | undefined {
  const visits = readVisits(ctx.db, [uid]);
  const [visit] = visits;
  if (!visit) return undefined;
  const reasons = planAttention(readSurroundings(ctx, visits), visit);
  if (reasons.length === 0) return undefined;
  const booking = getBooking(ctx.db, uid);
  const repairs = findRepairs(ctx, { booking, reasons }, { rules: calendarRules(ctx.db), basePath });
  return { booking, reasons, repairs };
}

function isBehind(after: readonly [string | number, string] | undefined, now: number) {
  const [startAt, uid] = [Number(after?.[0] ?? now), after?.[1] ?? ""];
  return (one: Ahead): boolean =>
    one.startAt >= now && (one.startAt > startAt || (one.startAt === startAt && one.uid > uid));
}

/** Judges them again, as they are now. */
function firstUnfit(ctx: TenantContext, suspects: readonly Ahead[], count: number): Unfit[] {
  const unfit: Unfit[] = [];
  for (let i = 0; i < suspects.length && unfit.length < count; i += count) {
    const some = new Map(suspects.slice(i, i + count).map(({ uid, startAt }) => [uid, startAt]));
    const visits = readVisits(ctx.db, [...some.keys()]);
    const around = readSurroundings(ctx, visits);
    for (const visit of visits) {
      const reasons = planAttention(around, visit);
      if (reasons.length > 0) unfit.push({ id: visit.uid, startAt: some.get(visit.uid) ?? 0, reasons });
    }
  }
  return unfit.slice(0, count);
}
