import type { Selectable } from "kysely";

import type { TenantTx } from "#db/tenant-db.ts";
import type { BookingsTable, BookingStatus } from "#db/tenant-tables.ts";
import { bySystem } from "#modules/waitlist/pass-on.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RecordedEvent } from "#tenancy/domain-event.ts";

import { releaseChain } from "./release.ts";
import { chainOfVisit } from "./rows.ts";

type Visit = Selectable<BookingsTable>;

const STANDS: ReadonlySet<BookingStatus> = new Set<BookingStatus>(["pending_payment", "confirmed"]);

/**
 * A visit that a chain would move was changed by somebody else: the chain is let go, because the time that the
 * visit would have left is not what it was. Answers whether the chain itself moves it: then its time is the next
 * link's, and nobody else's.
 */
export function followChain(ctx: TenantContext, tx: TenantTx, event: RecordedEvent, visit: Visit): boolean {
  const chain = chainOfVisit(tx, visit.uid);
  if (!chain) return false;
  if (chain.state === "done") return true;
  // Its time and people are kept with its parts; a note or an arrival changes neither.
  if (!STANDS.has(visit.status) || event.changes.some(({ table }) => table === "booking_items"))
    releaseChain(bySystem(ctx), tx, chain.id, "visit_changed", () => "withdrawn");
  return false;
}
