import { createHash } from "node:crypto";

import type { TenantDb } from "#db/tenant-db.ts";
import { lastBookableDate } from "#modules/calendar/find-availability.ts";
import { calendarRules } from "#modules/calendar/load-rules.ts";

import type { ChainQuery } from "./chain-links.ts";
import { chainSlotView, findChainSlots, findNextChain } from "./chain-slot.ts";

/** The answer for visits of several services. It is rarely asked for and therefore not cached. */
export function chainAnswer(db: TenantDb, query: ChainQuery) {
  const rules = calendarRules(db);
  const slots = findChainSlots(db, rules, query);
  const today = rules.zone.localDateOf(query.now);
  const rest = {
    ...query,
    from: query.from < today ? today : query.from,
    to: lastBookableDate(rules, query.now),
  };
  const next = slots[0] ?? findNextChain(db, rules, rest);
  const body = {
    time_zone: rules.zone.id,
    slots: slots.map((slot) => chainSlotView(rules.zone, slot)),
    next_available: next ? chainSlotView(rules.zone, next) : null,
  };
  const etag = `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url")}"`;
  return { body, etag };
}
