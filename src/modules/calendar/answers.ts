import { hash } from "node:crypto";

import type { TenantDb } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { findAvailability, findNextSlot, lastBookableDate } from "./find-availability.ts";
import { calendarRules } from "./load-rules.ts";
import type { AvailabilityQuery } from "./rules.ts";
import { slotView } from "./slot-view.ts";
import { slotsJson } from "./slots-json.ts";

/** An answer about availability, ready to send: JSON. */
export type Answer = { readonly body: Buffer; readonly etag: string };

type KeptAnswer = Answer & {
  readonly version: string;
  readonly madeAt: Instant;
  readonly validUntil: Instant;
};

/** So many answers are kept for each open file: a page asks for a handful of weeks and services. */
const KEPT_ANSWERS = 64;

const kept = new WeakMap<TenantDb, Map<string, KeptAnswer>>();

/**
 * The answer to a query, computed anew only when the file has changed since or time has: a hold expired,
 * notice took a slot away, a new date began.
 */
export function availabilityAnswer(db: TenantDb, query: AvailabilityQuery): Answer {
  const answers = kept.get(db) ?? new Map<string, KeptAnswer>();
  kept.set(db, answers);
  const { config, event } = tenantVersion(db);
  const version = `${config} ${event}`;
  const key = `${query.serviceId} ${query.staffId ?? ""} ${query.from} ${query.to} ${query.channel ?? ""}`;
  const known = answers.get(key);
  if (known?.version === version && query.now >= known.madeAt && query.now < known.validUntil) return known;
  const { body, validUntil } = compute(db, query);
  const etag = `"${hash("sha1", body, "base64url")}"`;
  const answer: KeptAnswer = { body, etag, version, madeAt: query.now, validUntil };
  answers.delete(key);
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > KEPT_ANSWERS && oldest !== undefined) answers.delete(oldest);
  return answer;
}

function compute(db: TenantDb, query: AvailabilityQuery): { body: Buffer; validUntil: Instant } {
  const rules = calendarRules(db);
  const { slots, validUntil } = findAvailability(db, query, { rules });
  const next = slots[0]
    ? { slot: slots[0], validUntil }
    : findNextSlot(db, { ...query, ...restOfWindow(db, query) }, { rules });
  const nextView = next.slot ? slotView(rules.zone, next.slot) : null;
  const body = Buffer.concat([
    Buffer.from(`{"time_zone":${JSON.stringify(rules.zone.id)},"slots":`),
    slotsJson(rules.zone, slots),
    Buffer.from(`,"next_available":${JSON.stringify(nextView)}}`),
  ]);
  return { body, validUntil: Math.min(validUntil, next.validUntil) };
}

function restOfWindow(db: TenantDb, query: AvailabilityQuery) {
  const rules = calendarRules(db);
  const today = rules.zone.localDateOf(query.now);
  return { from: query.from < today ? today : query.from, to: lastBookableDate(rules, query.now) };
}
