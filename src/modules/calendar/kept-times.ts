import type { TenantDb } from "#db/tenant-db.ts";
import { DAY, type Instant, MINUTE } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";
import { addSpan, intersectSpans, type Minute, NO_TIME, type Spans } from "#kernel/spans.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { findNextExpiry, readTimes } from "./occupied.ts";
import { stillTrue, type TrueFor } from "./still-true.ts";

/** Busy times are kept by the week: a question about one reads two at most, a month's six. */
const WEEK = (7 * DAY) / MINUTE;

/** For each open file: nobody looks ahead further than this again and again. */
const WEEKS_EACH = 30;

/** For all files of the process together; 32 MB. */
const MOST_MINUTES = 4_000_000;

/** What is known of one file's busy times. */
type KeptTimes = {
  trueFor: TrueFor;
  /** By number of the week and subject, cut at the week's ends. */
  readonly weeks: Map<number, Map<string, Spans>>;
  size: number;
};

const files = new WeakMap<TenantDb, KeptTimes>();
/** Those that keep anything; the one that was read for longest ago first. */
const keeping = new Set<KeptTimes>();
let keptMinutes = 0;

/**
 * When these people are busy within a span (and a little around it), read again only where it is not known:
 * most questions between two bookings are about the same weeks. Outside of transactions only. `validUntil`
 * is when the next hold lets go of its time; there may be none.
 */
export function keptTimes(
  db: TenantDb,
  subjects: readonly string[],
  span: Interval,
  now: Instant,
): { readonly times: ReadonlyMap<string, Spans>; readonly validUntil: Instant } {
  const kept = keptOf(db, now);
  const first = Math.floor(span.start / MINUTE / WEEK);
  const last = Math.floor((Math.ceil(span.end / MINUTE) - 1) / WEEK);
  const missing: number[] = [];
  for (let week = first; week <= last; week += 1)
    if (!hasAll(kept.weeks.get(week), subjects)) missing.push(week);
  if (missing.length > 0) readWeeks(db, kept, { subjects, first: missing[0]!, last: missing.at(-1)!, now });
  const times = new Map(subjects.map((id) => [id, joinWeeks(kept, id, first, last)]));
  return { times, validUntil: kept.trueFor.validUntil };
}

/** The file's kept times, emptied if they are no longer true. */
function keptOf(db: TenantDb, now: Instant): KeptTimes {
  const version = tenantVersion(db);
  const known = files.get(db);
  if (known && stillTrue(known.trueFor, version, now)) return known;
  const trueFor = { ...version, madeAt: now, validUntil: findNextExpiry(db, now) ?? Infinity };
  const kept = known ?? { trueFor, weeks: new Map(), size: 0 };
  files.set(db, kept);
  forget(kept);
  kept.trueFor = trueFor;
  return kept;
}

function hasAll(week: ReadonlyMap<string, Spans> | undefined, subjects: readonly string[]): boolean {
  return week !== undefined && subjects.every((id) => week.has(id));
}

type Wanted = {
  readonly subjects: readonly string[];
  /** Numbers of weeks, both included. */
  readonly first: number;
  readonly last: number;
  readonly now: Instant;
};

function readWeeks(db: TenantDb, kept: KeptTimes, { subjects, first, last, now }: Wanted): void {
  if (kept.weeks.size + last - first >= WEEKS_EACH) forget(kept);
  const span = { start: first * WEEK * MINUTE, end: (last + 1) * WEEK * MINUTE };
  const read = readTimes(db, subjects, span, now);
  for (let week = first; week <= last; week += 1) {
    const known = kept.weeks.get(week) ?? new Map<string, Spans>();
    kept.weeks.set(week, known);
    for (const id of subjects) {
      const spans = intersectSpans(read.get(id) ?? NO_TIME, [week * WEEK, (week + 1) * WEEK]);
      grow(kept, spans.length - (known.get(id)?.length ?? 0));
      known.set(id, spans);
    }
  }
  makeRoom(kept);
}

function joinWeeks({ weeks }: KeptTimes, id: string, first: number, last: number): Spans {
  if (first === last) return weeks.get(first)?.get(id) ?? NO_TIME;
  const joined: Minute[] = [];
  for (let week = first; week <= last; week += 1) {
    const spans = weeks.get(week)?.get(id) ?? NO_TIME;
    for (let i = 0; i < spans.length; i += 2) addSpan(joined, spans[i]!, spans[i + 1]!);
  }
  return joined;
}

function grow(kept: KeptTimes, by: number): void {
  kept.size += by;
  keptMinutes += by;
}

function forget(kept: KeptTimes): void {
  grow(kept, -kept.size);
  kept.weeks.clear();
  keeping.delete(kept);
}

function makeRoom(used: KeptTimes): void {
  keeping.delete(used);
  keeping.add(used);
  for (const other of keeping) {
    if (keptMinutes <= MOST_MINUTES || other === used) break;
    forget(other);
  }
}
