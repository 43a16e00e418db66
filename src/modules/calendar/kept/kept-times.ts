import type { TenantDb } from "#db/tenant-db.ts";
import { DAY, type Instant, MINUTE } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";
import { addSpan, intersectSpans, type Minute, NO_TIME, type Spans } from "#kernel/spans.ts";
import { findNextExpiry, readTimes } from "#modules/calendar/occupied.ts";
import { spansWithin } from "#modules/calendar/span-search.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { stillTrue, type TrueFor } from "./still-true.ts";

/** Busy times are cached by whole weeks: a query for a week touches at most two, a month six. */
const WEEK = (7 * DAY) / MINUTE;

/** Per person; nobody repeatedly looks further ahead than this. */
const MOST_WEEKS = 30;

/** Across all files of the process; 32 MB. */
const MOST_MINUTES = 4_000_000;

/** A range of week numbers; `end` is exclusive. */
type Weeks = { readonly first: number; readonly end: number };

/** One person's busy time over a contiguous range of weeks, so that a single lookup covers a query. */
type Known = Weeks & { readonly spans: Spans };

/** The cached busy times of one file. */
type KeptTimes = {
  trueFor: TrueFor;
  readonly people: Map<string, Known>;
  size: number;
};

const files = new WeakMap<TenantDb, KeptTimes>();
/** Every non-empty cache, least recently filled first. */
const keeping = new Set<KeptTimes>();
let keptMinutes = 0;

/**
 * When these people are busy within a span (and somewhat around it), reading only what is not cached: most
 * queries between two bookings are about the same weeks. Not for use inside a transaction. `validUntil` is
 * when the next hold expires; Infinity if there is none.
 */
export function keptTimes(
  db: TenantDb,
  subjects: readonly string[],
  span: Interval,
  now: Instant,
): { readonly times: ReadonlyMap<string, Spans>; readonly validUntil: Instant } {
  const kept = keptOf(db, now);
  const from = Math.floor(span.start / MINUTE);
  const to = Math.ceil(span.end / MINUTE);
  const asked = { first: Math.floor(from / WEEK), end: Math.ceil(to / WEEK), from, to };
  let times = timesOf(kept, subjects, asked);
  if (times === undefined) {
    readWeeks(db, kept, { subjects, asked, now });
    times = timesOf(kept, subjects, asked)!;
  }
  return { times, validUntil: kept.trueFor.validUntil };
}

type Asked = Weeks & { readonly from: Minute; readonly to: Minute };

/** Undefined unless the cache covers everything asked for. */
function timesOf(
  { people }: KeptTimes,
  subjects: readonly string[],
  asked: Asked,
): ReadonlyMap<string, Spans> | undefined {
  const times = new Map<string, Spans>();
  for (const id of subjects) {
    const known = people.get(id);
    if (!known || !covers(known, asked)) return undefined;
    times.set(id, spansWithin(known.spans, asked.from, asked.to));
  }
  return times;
}

function covers(known: Known, { first, end }: Weeks): boolean {
  return known.first <= first && end <= known.end;
}

/** The file's cache, emptied if it is out of date. */
function keptOf(db: TenantDb, now: Instant): KeptTimes {
  const version = tenantVersion(db);
  const known = files.get(db);
  if (known && stillTrue(known.trueFor, version, now)) return known;
  const trueFor = { ...version, madeAt: now, validUntil: findNextExpiry(db, now) ?? Infinity };
  const kept = known ?? { trueFor, people: new Map(), size: 0 };
  files.set(db, kept);
  forget(kept);
  kept.trueFor = trueFor;
  return kept;
}

type Wanted = { readonly subjects: readonly string[]; readonly asked: Weeks; readonly now: Instant };

/** Reads what the cache lacks for any of these people, in one statement. */
function readWeeks(db: TenantDb, kept: KeptTimes, { subjects, asked, now }: Wanted): void {
  const gaps = subjects.flatMap((id) => {
    const known = kept.people.get(id);
    return known && covers(known, asked) ? [] : [{ id, known, gap: gapOf(known, asked) }];
  });
  const first = Math.min(...gaps.map(({ gap }) => gap.first));
  const end = Math.max(...gaps.map(({ gap }) => gap.end));
  const span = { start: first * WEEK * MINUTE, end: end * WEEK * MINUTE };
  const ids = gaps.map(({ id }) => id);
  const read = readTimes(db, ids, span, now);
  for (const { id, known, gap } of gaps) {
    const spans = intersectSpans(read.get(id) ?? NO_TIME, [gap.first * WEEK, gap.end * WEEK]);
    const all = joined(known, { ...gap, spans });
    kept.people.set(id, all);
    grow(kept, all.spans.length - (known?.spans.length ?? 0));
  }
  makeRoom(kept);
}

/** The weeks to read so that this person's range stays contiguous; all weeks asked for if that cannot be. */
function gapOf(known: Known | undefined, asked: Weeks): Weeks {
  if (known === undefined || !fitTogether(known, asked)) return asked;
  const isEarlier = asked.first < known.first;
  if (isEarlier === asked.end > known.end) return asked;
  return isEarlier ? { first: asked.first, end: known.first } : { first: known.end, end: asked.end };
}

function joined(known: Known | undefined, gap: Known): Known {
  if (known === undefined || !fitTogether(known, gap)) return gap;
  if (known.end === gap.first)
    return { first: known.first, end: gap.end, spans: appended(known.spans, gap.spans) };
  if (known.first === gap.end)
    return { first: gap.first, end: known.end, spans: appended(gap.spans, known.spans) };
  return gap;
}

function fitTogether(a: Weeks, b: Weeks): boolean {
  return Math.max(a.end, b.end) - Math.min(a.first, b.first) <= MOST_WEEKS;
}

function appended(earlier: Spans, later: Spans): Spans {
  const all = [...earlier];
  for (let i = 0; i < later.length; i += 2) addSpan(all, later[i]!, later[i + 1]!);
  return all;
}

function grow(kept: KeptTimes, by: number): void {
  kept.size += by;
  keptMinutes += by;
}

function forget(kept: KeptTimes): void {
  grow(kept, -kept.size);
  kept.people.clear();
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
