import type { TenantDb } from "#db/tenant-db.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";
import { wasAskedBefore } from "#modules/calendar/kept/asked-before.ts";
import { keepAnswers } from "#modules/calendar/kept/kept-answers.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { findNextSlot, findSlotTable, restOfWindow } from "./find-availability.ts";
import { borrowBuffer, returnBuffer } from "./lent-buffers.ts";
import { calendarRules } from "./load-rules.ts";
import type { AvailabilityQuery, CalendarRules, Slot } from "./rules.ts";
import { slotAt, type SlotTable } from "./slot-table.ts";
import { slotView } from "./slot-view.ts";
import { newMemory, slotsJson } from "./slots-json.ts";

/** An availability answer, serialized and ready to send. */
export type Answer = {
  readonly body: Buffer;
  readonly etag: string;
  /** Call once the last byte of the body has been sent: its buffer is then reused. */
  readonly sent: () => void;
};

type KeptAnswer = {
  readonly etag: string;
  readonly body: Buffer;
  readonly version: string;
  readonly madeAt: Instant;
  readonly validUntil: Instant;
};

/** Room for about a thousand one-week answers per process; an answer for a month is five times as large. */
const kept = keepAnswers<KeptAnswer>({ answersEach: 64, bytes: 64 * 1024 * 1024, stays: MINUTE });

/**
 * Answers a query, recomputing only if the file has changed since or time has invalidated the answer: a hold
 * expired, notice overtook a slot, a new date began. A client that already has the answer (`etag`) is told
 * "unchanged"; its tag encodes what the answer was computed from and how long it holds, so nothing has to be
 * kept for it.
 *
 * An answer is kept only from the second time that its question is asked. Most questions come once, and
 * keeping their answers would make up a third of the garbage collector's work.
 */
export function availabilityAnswer(
  db: TenantDb,
  query: AvailabilityQuery,
  etag?: string,
): Answer | "unchanged" {
  const { config, event } = tenantVersion(db);
  const version = `${config}/${event}`;
  const key = `${query.serviceId}/${query.staffId ?? ""}/${query.from}/${query.to}/${query.channel ?? ""}`;
  if (etag !== undefined && stillHolds(etag, { key, version, now: query.now })) return "unchanged";
  const known = kept.find(db, key);
  if (known?.version === version && query.now >= known.madeAt && query.now < known.validUntil)
    return { body: known.body, etag: known.etag, sent: nothingToReturn };
  const rules = calendarRules(db);
  const found = compute(db, query, rules);
  const { validUntil } = found;
  const made = { etag: tagOf(key, version, validUntil), version, madeAt: query.now, validUntil };
  if ((known !== undefined || wasAskedBefore(db, key)) && kept.hasRoom(query.now)) {
    const body = write(rules.zone, found, newMemory);
    kept.keep(db, key, { ...made, body });
    return { body, etag: made.etag, sent: nothingToReturn };
  }
  let lent = NOTHING;
  const body = write(rules.zone, found, (bytes) => (lent = borrowBuffer(bytes)));
  return { body, etag: made.etag, sent: () => returnBuffer(lent) };
}

const NOTHING: Buffer = Buffer.alloc(0);
const nothingToReturn = (): void => undefined;

type Found = {
  readonly table: SlotTable;
  readonly next: Slot | undefined;
  readonly validUntil: Instant;
};

function compute(db: TenantDb, query: AvailabilityQuery, rules: CalendarRules): Found {
  const { table, validUntil } = findSlotTable(db, query, { reads: db, rules });
  const first = slotAt(table, 0);
  if (first) return { table, next: first, validUntil };
  const later = findNextSlot(db, { ...query, ...restOfWindow(rules, query) }, { rules });
  return { table, next: later.slot, validUntil: Math.min(validUntil, later.validUntil) };
}

function write(zone: Zone, { table, next }: Found, allocate: (bytes: number) => Buffer): Buffer {
  const before = `{"time_zone":${JSON.stringify(zone.id)},"slots":`;
  const after = `,"next_available":${JSON.stringify(next ? slotView(zone, next) : null)}}`;
  return slotsJson(zone, table, { before, after, allocate });
}

/** Bump this when the format of answers changes, so that old tags stop matching. */
const FORM = 1;

/**
 * The tag encodes the file's version, the query and `validUntil`, the next moment at which time alone changes
 * the answer. Between two such moments the answer stays the same.
 */
function tagOf(key: string, version: string, validUntil: Instant): string {
  return `"${FORM}/${version}/${validUntil}/${key}"`;
}

/** Whether the answer with this tag, which the client already has, is still current. */
function stillHolds(
  etag: string,
  { key, version, now }: { readonly key: string; readonly version: string; readonly now: Instant },
): boolean {
  const [before, after] = [`"${FORM}/${version}/`, `/${key}"`];
  if (!etag.startsWith(before) || !etag.endsWith(after)) return false;
  const validUntil = etag.slice(before.length, -after.length);
  return /^(?:\d{1,16}|Infinity)$/.test(validUntil) && now < Number(validUntil);
}
