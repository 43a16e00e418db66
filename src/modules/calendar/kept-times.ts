import type { TenantDb } from "#db/tenant-db.ts";
import { DAY, type Instant, MINUTE } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";
import { addSpan, intersectSpans, type Minute, NO_TIME, type Spans } from "#kernel/spans.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { findNextExpiry, readTimes } from "./occupied.ts";
import { stillTrue, type TrueFor } from "./still-true.ts";

/** Busy times are kept by the week: a question about one reads two at most, a month's six. */
const WEEK = (7 * DAY) / MINUTE;

/** For each open file, from the first week that is kept: more than a year, and nobody books further ahead. */
const WEEKS_EACH = 60;

/** For all files of the process together; 32 MB. */
const MOST_MINUTES = 4_000_000;

/** What is known of one file's busy times. */
type KeptTimes = {
  trueFor: TrueFor;
  /** The number of the first week that can be kept. */
  base: number;
  /** Each subject's weeks, the first at 0, cut at the week's ends: one look finds all that is known of somebody. */
  readonly weeksOf: Map<string, (Spans | undefined)[]>;
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
  const weeks = { first: weekOf(span.start / MINUTE), last: weekOf(Math.ceil(span.end / MINUTE) - 1) };
  const missing = subjects.some((id) => !hasAll(kept, id, weeks));
  if (missing) readWeeks(db, kept, { subjects, ...weeks, now });
  const times = new Map<string, Spans>();
  for (const id of subjects) times.set(id, joinWeeks(kept, id, weeks));
  return { times, validUntil: kept.trueFor.validUntil };
}

function weekOf(minute: Minute): number {
  return Math.floor(minute / WEEK);
}

/** The file's kept times, emptied if they are no longer true. */
function keptOf(db: TenantDb, now: Instant): KeptTimes {
  const version = tenantVersion(db);
  const known = files.get(db);
  if (known && stillTrue(known.trueFor, version, now)) return known;
  const trueFor = { ...version, madeAt: now, validUntil: findNextExpiry(db, now) ?? Infinity };
  const kept = known ?? { trueFor, base: 0, weeksOf: new Map(), size: 0 };
  files.set(db, kept);
  forget(kept);
  kept.trueFor = trueFor;
  // What reaches into this week may have begun in the one before.
  kept.base = weekOf(now / MINUTE) - 1;
  return kept;
}

/** By their numbers, both included. */
type Weeks = { readonly first: number; readonly last: number };

function hasAll({ base, weeksOf }: KeptTimes, id: string, { first, last }: Weeks): boolean {
  const known = weeksOf.get(id);
  if (known === undefined) return false;
  for (let week = first; week <= last; week += 1) if (known[week - base] === undefined) return false;
  return true;
}

type Wanted = Weeks & { readonly subjects: readonly string[]; readonly now: Instant };

function readWeeks(db: TenantDb, kept: KeptTimes, { subjects, first, last, now }: Wanted): void {
  if (first < kept.base || last >= kept.base + WEEKS_EACH) {
    forget(kept);
    kept.base = first;
  }
  const span = { start: first * WEEK * MINUTE, end: (last + 1) * WEEK * MINUTE };
  const read = readTimes(db, subjects, span, now);
  for (const id of subjects) {
    const weeks = kept.weeksOf.get(id) ?? [];
    kept.weeksOf.set(id, weeks);
    for (let week = first; week <= last; week += 1) {
      const spans = intersectSpans(read.get(id) ?? NO_TIME, [week * WEEK, (week + 1) * WEEK]);
      grow(kept, spans.length - (weeks[week - kept.base]?.length ?? 0));
      weeks[week - kept.base] = spans;
    }
  }
  makeRoom(kept);
}

function joinWeeks({ base, weeksOf }: KeptTimes, id: string, { first, last }: Weeks): Spans {
  const weeks = weeksOf.get(id)!;
  if (first === last) return weeks[first - base]!;
  const joined: Minute[] = [];
  for (let week = first; week <= last; week += 1) {
    const spans = weeks[week - base]!;
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
  kept.weeksOf.clear();
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
