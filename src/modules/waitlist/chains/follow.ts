import type { Selectable } from "kysely";

import type { TenantTx } from "#db/tenant-db.ts";
import type { BookingsTable } from "#db/tenant-tables.ts";
import { isActive } from "#modules/booking/index.ts";
import { bySystem } from "#modules/waitlist/by-system.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RecordedEvent } from "#tenancy/domain-event.ts";

import { releaseChain } from "./release.ts";
import { chainOfVisit } from "./rows.ts";

type Visit = Selectable<BookingsTable>;

/**
 * Reacts to a change of a visit that an open chain would move: the chain is released, because the time the
 * visit would have vacated is no longer the same. Returns whether the chain itself is moving the visit; then
 * its time belongs to the next link and to nobody else.
 */
export function followChain(ctx: TenantContext, tx: TenantTx, event: RecordedEvent, visit: Visit): boolean {
  const chain = chainOfVisit(tx, visit.uid);
  if (!chain) return false;
  if (chain.state === "done") return true;
  // Times and people are stored with the parts; a note or a check-in changes neither.
  if (!isActive(visit.status) || event.changes.some(({ table }) => table === "booking_items"))
    releaseChain(bySystem(ctx), tx, chain.id, "visit_changed", () => "withdrawn");
  return false;
}
