import type { z } from "zod";

import { statement } from "#db/query.ts";
import { build } from "#db/tenant-db.ts";
import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { offerExplanation } from "./answers.ts";
import type { OfferReason, SkipReason } from "./decisions.ts";
import { getEntry } from "./entries.ts";
import { REASON_WORDS } from "./reason-words.ts";

type Explained = z.infer<typeof offerExplanation>;

/**
 * Explains why a freed time was offered to this customer and not to another: every decision about it, in
 * order, as recorded in the transaction that made it. Defaults to the time most recently decided for this
 * entry. Throws NOT_FOUND for an unknown entry, or a time that this entry was not considered for.
 */
export function explainOffer(ctx: TenantContext, entryId: string, slotId?: string): Explained {
  const { db } = ctx;
  const entry = getEntry(db, entryId);
  const asked = slotId ?? db.first(lastDecided({ entry: entry.id }))?.slot_id;
  if (asked === undefined) return { entry_id: entry.id, freed_slot: null, considered: [] };
  const rows = db.all(decidedAt({ slot: asked }));
  const [first] = rows;
  if (!first || rows.every((row) => row.entry_id !== entry.id))
    throw notFound("Nothing was decided about them for such a time.");
  const { zone } = calendarRules(db);
  return {
    entry_id: entry.id,
    freed_slot: {
      id: asked,
      cause: first.cause,
      start: formatInstant(first.start_at),
      start_local: formatLocal(zone, first.start_at),
      end: formatInstant(first.end_at),
    },
    considered: rows.map((row) => ({
      entry_id: row.entry_id,
      is_this: row.entry_id === entry.id,
      customer: { id: row.customer_id, name: row.customer_name },
      waiting_since: formatInstant(row.created_at),
      at: formatInstant(row.at),
      outcome: row.outcome,
      reason: row.reason,
      why: REASON_WORDS[row.reason as OfferReason | SkipReason],
    })),
  };
}

/** Of a longer list only the first are shown. */
const MOST = 500;

const decidedAt = statement((p: { slot: string }) =>
  build
    .selectFrom("waitlist_decisions as decision")
    .innerJoin("freed_slots as slot", "slot.id", "decision.slot_id")
    .innerJoin("waitlist_entries as entry", "entry.id", "decision.entry_id")
    .innerJoin("customers as customer", "customer.id", "entry.customer_id")
    .select(["decision.entry_id", "decision.at", "decision.outcome", "decision.reason"])
    .select(["slot.cause", "slot.start_at", "slot.end_at", "entry.created_at", "entry.customer_id"])
    .select("customer.name as customer_name")
    .where("decision.slot_id", "=", p.slot)
    .orderBy("decision.id")
    .limit(MOST),
);

const lastDecided = statement((p: { entry: string }) =>
  build
    .selectFrom("waitlist_decisions")
    .select("slot_id")
    .where("entry_id", "=", p.entry)
    .orderBy("id", "desc")
    .limit(1),
);
