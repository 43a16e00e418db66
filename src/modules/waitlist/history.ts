import type { z } from "zod";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { formatInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import type { Zone } from "#kernel/zone.ts";

import type { entryHistoryAnswer } from "./answers.ts";
import type { OfferReason, SkipReason } from "./decisions.ts";
import { REASON_WORDS } from "./reason-words.ts";

type History = Pick<z.infer<typeof entryHistoryAnswer>, "decisions" | "offers">;

/** Every decision about an entry, offered or passed over, newest first. */
export function entryHistory(db: TenantReads, zone: Zone, entryId: string): History {
  return {
    decisions: db.all(decisionsOf({ entry: entryId })).map((row) => ({
      at: formatInstant(row.at),
      outcome: row.outcome,
      reason: row.reason,
      why: REASON_WORDS[row.reason as OfferReason | SkipReason],
      freed_slot: {
        id: row.slot_id,
        cause: row.cause,
        start: formatInstant(row.start_at),
        start_local: formatLocal(zone, row.start_at),
      },
    })),
    offers: db.all(offersTo({ entry: entryId })).map((row) => ({
      id: row.id,
      state: row.state,
      mode: row.mode,
      start: formatInstant(row.start_at),
      start_local: formatLocal(zone, row.start_at),
      staff: { id: row.staff_id, name: row.staff_name },
      notified_at: formatInstant(row.notify_at),
      expires_at: formatInstant(row.expires_at),
      decided_at: row.decided_at === null ? null : formatInstant(row.decided_at),
    })),
  };
}

/** Somebody who waits for long is passed over often: only the latest decisions are shown. */
const MOST = 200;

const decisionsOf = statement((p: { entry: string }) =>
  build
    .selectFrom("waitlist_decisions as decision")
    .innerJoin("freed_slots as slot", "slot.id", "decision.slot_id")
    .select(["decision.at", "decision.outcome", "decision.reason", "decision.slot_id"])
    .select(["slot.cause", "slot.start_at"])
    .where("decision.entry_id", "=", p.entry)
    .orderBy("decision.id", "desc")
    .limit(MOST),
);

const offersTo = statement((p: { entry: string }) =>
  build
    .selectFrom("waitlist_offers as offer")
    .innerJoin("staff", "staff.id", "offer.staff_id")
    .selectAll("offer")
    .select("staff.name as staff_name")
    .where("offer.entry_id", "=", p.entry)
    .orderBy("offer.id", "desc")
    .limit(MOST),
);
