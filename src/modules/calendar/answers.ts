import { hash } from "node:crypto";

import type { TenantDb } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { findNextSlot, findSlotTable, lastBookableDate } from "./find-availability.ts";
import { keepAnswers } from "./kept-answers.ts";
import { calendarRules } from "./load-rules.ts";
import type { AvailabilityQuery } from "./rules.ts";
import { slotView } from "./slot-view.ts";
import { slotAt } from "./slot-table.ts";
import { slotsJson } from "./slots-json.ts";

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
  const { body, validUntil } = compute(db, query);
  const tag = tagOf(key, version, validUntil);
  kept.keep(db, key, { etag: tag, body: known ? body : undefined, version, madeAt: query.now, validUntil });
  return tag === etag ? "unchanged" : { body, etag: tag };
}

function compute(db: TenantDb, query: AvailabilityQuery): { body: Buffer; validUntil: Instant } {
  const rules = calendarRules(db);
  const { table, validUntil } = findSlotTable(db, query, { reads: db, rules });
  const first = slotAt(table, 0);
  const next = first
    ? { slot: first, validUntil }
    : findNextSlot(db, { ...query, ...restOfWindow(db, query) }, { rules });
  const zone = `"time_zone":${JSON.stringify(rules.zone.id)}`;
  const nextAvailable = `"next_available":${JSON.stringify(next.slot ? slotView(rules.zone, next.slot) : null)}`;
  return {
    body: slotsJson(rules.zone, table, `{${zone},"slots":`, `,${nextAvailable}}`),
    validUntil: Math.min(validUntil, next.validUntil),
  };
}

/** Raised when the form of answers changes, so that nobody is told that theirs still holds. */
const FORM = 1;

/**
 * What an answer says is decided by the file's version, the query, and by what time has done since: between
 * two of the moments at which time changes it (`validUntil` is the next of them) it stays the same.
 */
function tagOf(key: string, version: string, validUntil: Instant): string {
  return `"${hash("sha1", `${FORM} ${key} ${version} ${validUntil}`, "base64url")}"`;
}

function restOfWindow(db: TenantDb, query: AvailabilityQuery) {
  const rules = calendarRules(db);
  const today = rules.zone.localDateOf(query.now);
  return { from: query.from < today ? today : query.from, to: lastBookableDate(rules, query.now) };
}
