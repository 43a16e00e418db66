import type { TenantTx } from "#db/tenant-db.ts";
import { isOccupancyConflict, occupy, vacate } from "#modules/booking/index.ts";
import type { FootprintRow } from "#modules/calendar/index.ts";
import type { SlotRow } from "#modules/waitlist/offers.ts";
import type { Candidate } from "#modules/waitlist/waiting.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { chainFacts, type ChainPlace } from "./fits.ts";
import { type PassedOver, planChain } from "./plan-chain.ts";
import type { ChainTime } from "./times.ts";

/** One link of a chain whose times are held. */
export type HeldLink = Omit<ChainPlace, "person"> & {
  readonly candidate: Candidate;
  /** Their current visit and the time it would vacate; null if they have none. */
  readonly leaves: ChainTime | null;
  readonly passedOver: readonly PassedOver[];
};

export type HeldChain = { readonly holdId: string; readonly links: readonly HeldLink[] };

/**
 * Finds the best chain for a freed slot and holds its times; undefined if there is none. The freed time is
 * held for the first link. A visit that moves still occupies its own time until the chain is carried out in
 * one transaction, so only what a link needs beyond that is held. All held rows have one owner.
 */
export function holdChain(ctx: TenantContext, tx: TenantTx, slot: SlotRow): HeldChain | undefined {
  const facts = chainFacts(ctx, tx, slot);
  const planned = planChain(facts.freed, facts);
  if (!planned) return undefined;
  const links = planned.map(({ at: { at, rows, person }, passedOver }) => ({
    at,
    rows,
    passedOver,
    candidate: person.candidate,
    leaves: person.leaves,
  }));
  const holdId = ctx.ids.ulid();
  const rows = links.flatMap((link, n) => withoutVisit(link.rows, links[n - 1]?.leaves ?? null));
  return hold(ctx, tx, rows, holdId) ? { holdId, links } : undefined;
}

/** False, with nothing held, if a database trigger refuses what the plan allowed. */
function hold(ctx: TenantContext, tx: TenantTx, rows: readonly FootprintRow[], holdId: string): boolean {
  const owned = rows.map((row) => ({
    ...row,
    ownerId: holdId,
    claim: row.claim === "" ? holdId : row.claim,
  }));
  try {
    occupy(tx, owned, { kind: "offer", ownerId: holdId }, ctx.clock.now());
    return true;
  } catch (error) {
    if (!isOccupancyConflict(error)) throw error;
    vacate(tx, holdId);
    return false;
  }
}

/** The part of these rows that the visit being vacated does not already occupy. */
function withoutVisit(rows: readonly FootprintRow[], leaves: ChainTime | null): readonly FootprintRow[] {
  if (!leaves) return rows;
  return leaves.times.reduce<readonly FootprintRow[]>(
    (left, time) =>
      left.flatMap((row) => {
        if (row.subjectId !== time.subject_id || time.end_at <= row.start || row.end <= time.start_at)
          return [row];
        const parts = [
          { ...row, end: time.start_at },
          { ...row, start: time.end_at },
        ];
        return parts.filter((part) => part.start < part.end);
      }),
    rows,
  );
}
