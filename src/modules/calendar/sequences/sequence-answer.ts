import { createHash } from "node:crypto";

import type { TenantDb } from "#db/tenant-db.ts";
import { restOfWindow } from "#modules/calendar/find-availability.ts";
import { calendarRules } from "#modules/calendar/load-rules.ts";

import type { SequenceQuery } from "./prepare-part.ts";
import { findNextSequence, findSequenceSlots, sequenceSlotView } from "./sequence-slots.ts";

/** The answer for visits of several services. It is rarely asked for and therefore not cached. */
export function sequenceAnswer(db: TenantDb, query: SequenceQuery) {
  const rules = calendarRules(db);
  const slots = findSequenceSlots(db, rules, query);
  const next = slots[0] ?? findNextSequence(db, rules, { ...query, ...restOfWindow(rules, query) });
  const body = {
    time_zone: rules.zone.id,
    slots: slots.map((slot) => sequenceSlotView(rules.zone, slot)),
    next_available: next ? sequenceSlotView(rules.zone, next) : null,
  };
  const etag = `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url")}"`;
  return { body, etag };
}
