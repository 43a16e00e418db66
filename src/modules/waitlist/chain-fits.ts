import { fromJson } from "#db/columns.ts";
import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import type { FreedTimeDocument } from "#db/waitlist-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Booking, findBooking } from "#modules/booking/index.ts";
import { getPolicies } from "#modules/business/index.ts";
import { calendarRules, type FootprintRow, planFootprint } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { listWaiting, type WaitingRow } from "./entries.ts";
import type { FreeStart } from "./find-starts.ts";
import { spanOf } from "./freed-time.ts";
import { type SlotRow, waysTo } from "./offers.ts";
import type { ChainFacts, Fit, Link } from "./plan-chain.ts";
import { judgeWaiting, type Judged } from "./plan-pass.ts";
import { type Candidate, candidateReader, startsReader } from "./waiting.ts";

/** Time that somebody in a chain can have: the freed one, or what a visit leaves when it moves. */
export type ChainTime = {
  readonly start: Instant;
  readonly end: Instant;
  readonly times: readonly FreedTimeDocument[];
  /** The visit that has it still; null for the freed time itself. */
  readonly visit: Booking | null;
};

/** Where somebody would be, and what that keeps busy. */
export type ChainPlace = { readonly at: FreeStart; readonly rows: readonly FootprintRow[] };

/**
 * What a chain for this slot can be made of, by the engine that lists slots: each thing read once. A visit that
 * moves leaves its time to the next, so that is asked for as if the visit were not there.
 */
export function chainFacts(
  ctx: TenantContext,
  tx: TenantTx,
  slot: SlotRow,
): ChainFacts<ChainTime, ChainPlace> & {
  readonly freed: ChainTime;
  readonly candidateOf: (id: string) => Candidate;
  readonly leavesOf: (id: string) => ChainTime | null;
} {
  const { zone } = calendarRules(ctx.db, tx);
  const candidates = new Map<string, Candidate>();
  const links = new Map<string, Link<ChainTime>>();
  const judged = new Map<string, Judged>();
  const readers = new Map<string, ReturnType<typeof startsReader>>();
  const read = candidateReader(ctx, tx, slot);

  const linkOf = (row: WaitingRow): Link<ChainTime> => {
    const known = links.get(row.id);
    if (known) return known;
    const link = { id: row.id, ways: waysTo(row), leaves: timeOfVisit(tx, row) };
    candidates.set(row.id, read(row));
    links.set(row.id, link);
    return link;
  };
  const candidateOf = (id: string): Candidate => {
    const candidate = candidates.get(id);
    if (!candidate) throw new Error("Nobody is in a chain who does not wait.");
    return candidate;
  };
  const readerOf = (time: ChainTime) => {
    const uid = time.visit?.row.uid;
    const reader = readers.get(uid ?? "") ?? startsReader(ctx, tx, { ...time, ignoreOwner: uid });
    readers.set(uid ?? "", reader);
    return reader;
  };
  const judge = (id: string, time: ChainTime): Judged => {
    const key = `${id} ${time.visit?.row.uid ?? ""}`;
    const known = judged.get(key);
    if (known) return known;
    const { waiting, wish } = candidateOf(id);
    const startsOf = readerOf(time);
    const answer = judgeWaiting(waiting, {
      zone,
      now: ctx.clock.now(),
      cutoffMinutes: getPolicies(ctx.db).waitlist.cutoff_minutes,
      notFor: time.visit ? null : slot.not_for,
      starts: () => startsOf(wish),
      startsWithoutNotice: () => startsOf(wish, true),
    });
    judged.set(key, answer);
    return answer;
  };

  return {
    freed: { start: slot.start_at, end: slot.end_at, times: fromJson(slot.times), visit: null },
    candidateOf,
    leavesOf: (id) => links.get(id)?.leaves ?? null,
    waitingFor: (time) => {
      const span = spanOf(time.times);
      if (!span) return [];
      return listWaiting(tx, zone.localDateOf(span.start), zone.localDateOf(span.end)).map(linkOf);
    },
    fit: ({ id }, time, placed): Fit<ChainPlace> => {
      const answer = judge(id, time);
      if (!answer.fits) return { why: answer.skipped };
      for (const at of answer.fits) {
        const rows = rowsAt(ctx, tx, candidateOf(id), at);
        if (!placed.some((place) => overlap(place.rows, rows))) return { at: { at, rows } };
      }
      return { why: "nothing_fits" };
    },
  };
}

/** What would be free if the visit that they have moved. */
function timeOfVisit(tx: TenantTx, row: WaitingRow): ChainTime | null {
  const visit = row.earlier_than === null ? undefined : findBooking(tx, row.earlier_than);
  if (!visit) return null;
  const { uid, start_at: start, end_at: end } = visit.row;
  return { visit, start, end, times: timesOfVisit(tx, uid) };
}

function rowsAt(
  ctx: TenantContext,
  tx: TenantTx,
  { wish }: Candidate,
  at: FreeStart,
): readonly FootprintRow[] {
  const service = (wish.rules ?? calendarRules(ctx.db, tx)).services.get(at.serviceId);
  if (!service) throw new Error("What is not sold cannot be offered.");
  return planFootprint(service, { ...at, ownerId: "" }).rows;
}

function overlap(some: readonly FootprintRow[], others: readonly FootprintRow[]): boolean {
  return some.some((a) =>
    others.some((b) => a.subjectId === b.subjectId && a.start < b.end && b.start < a.end),
  );
}

/** Whose time a visit has. */
export function timesOfVisit(db: TenantReads, uid: string): readonly FreedTimeDocument[] {
  return db.all(timesOfOwner({ owner: uid }));
}

const timesOfOwner = statement((p: { owner: string }) =>
  build
    .selectFrom("occupancies")
    .select(["subject_id", "start_at", "end_at"])
    .where("owner_id", "=", p.owner),
);
