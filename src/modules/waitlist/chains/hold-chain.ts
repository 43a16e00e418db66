import type { TenantTx } from "#db/tenant-db.ts";
import { isOccupancyConflict, occupy, vacate } from "#modules/booking/index.ts";
import { type FootprintRow, withoutTaken } from "#modules/calendar/index.ts";
import { stretchesOf } from "#modules/waitlist/freed-time.ts";
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
  const rows = links.flatMap((link, n) =>
    withoutTaken(link.rows, stretchesOf(links[n - 1]?.leaves?.times ?? [])),
  );
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
