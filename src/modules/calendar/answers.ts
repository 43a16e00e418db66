import type { TenantDb } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { findAvailability, findNextSlot, lastBookableDate } from "./find-availability.ts";
import { keepAnswers } from "./kept-answers.ts";
import { calendarRules } from "./load-rules.ts";
import type { AvailabilityQuery } from "./rules.ts";
import { slotView } from "./slot-view.ts";
import { slotsJson } from "./slots-json.ts";
import { slotsTag } from "./slots-tag.ts";

/** An answer about availability, ready to send: JSON. */
export type Answer = { readonly body: Buffer; readonly etag: string };

type KeptAnswer = {
  readonly etag: string;
  readonly body: Buffer | undefined;
  readonly version: string;
  readonly madeAt: Instant;
  readonly validUntil: Instant;
};

/** A busy process keeps the answers of a thousand weeks; a month is five times as large. */
const kept = keepAnswers<KeptAnswer>({ answersEach: 64, bytes: 64 * 1024 * 1024 });

/**
 * The answer to a query, computed anew only when the file has changed since or time has: a hold expired,
 * notice took a slot away, a new date began. Whoever has it already (`etag`) is told "unchanged".
 *
 * The first time that something is asked only the tag is kept: most is asked once, and to keep large bodies
 * that nobody asks for again makes the garbage collector's work a third of all.
 */
export function availabilityAnswer(
  db: TenantDb,
  query: AvailabilityQuery,
  etag?: string,
): Answer | "unchanged" {
  const { config, event } = tenantVersion(db);
  const version = `${config} ${event}`;
  const key = `${query.serviceId} ${query.staffId ?? ""} ${query.from} ${query.to} ${query.channel ?? ""}`;
  const known = kept.find(db, key);
  if (known?.version === version && query.now >= known.madeAt && query.now < known.validUntil) {
    if (known.etag === etag) return "unchanged";
    if (known.body) return { body: known.body, etag: known.etag };
  }
  const { validUntil, ...answer } = compute(db, query);
  const body = known ? answer.body : undefined;
  kept.keep(db, key, { etag: answer.etag, body, version, madeAt: query.now, validUntil });
  return answer.etag === etag ? "unchanged" : answer;
}

function compute(db: TenantDb, query: AvailabilityQuery): Answer & { validUntil: Instant } {
  const rules = calendarRules(db);
  const { slots, validUntil } = findAvailability(db, query, { rules });
  const next = slots[0]
    ? { slot: slots[0], validUntil }
    : findNextSlot(db, { ...query, ...restOfWindow(db, query) }, { rules });
  const zone = `"time_zone":${JSON.stringify(rules.zone.id)}`;
  const nextAvailable = `"next_available":${JSON.stringify(next.slot ? slotView(rules.zone, next.slot) : null)}`;
  return {
    body: slotsJson(rules.zone, slots, `{${zone},"slots":`, `,${nextAvailable}}`),
    etag: `"${slotsTag(slots, zone + nextAvailable)}"`,
    validUntil: Math.min(validUntil, next.validUntil),
  };
}

function restOfWindow(db: TenantDb, query: AvailabilityQuery) {
  const rules = calendarRules(db);
  const today = rules.zone.localDateOf(query.now);
  return { from: query.from < today ? today : query.from, to: lastBookableDate(rules, query.now) };
}
