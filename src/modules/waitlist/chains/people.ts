import type { TenantTx } from "#db/tenant-db.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { getPolicies } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { listWaiting, type WaitingRow } from "#modules/waitlist/entries.ts";
import { findStarts, type Relaxed } from "#modules/waitlist/find-starts.ts";
import { spanOf } from "#modules/waitlist/freed-time.ts";
import { contactKeys, type SlotRow } from "#modules/waitlist/offers.ts";
import { type Judged, judgeWaiting } from "#modules/waitlist/plan-pass.ts";
import { type Candidate, candidateReader } from "#modules/waitlist/waiting.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { ChainCandidate } from "./plan-chain.ts";
import { type ChainTime, timeOfVisit } from "./times.ts";

/** A candidate for a chain, with everything that is computed once per person. */
export type ChainPerson = ChainCandidate<ChainTime> & {
  readonly candidate: Candidate;
  /** A key for what determines their possible starts; many people share one. */
  readonly kind: string;
  /** A key for what else determines whether a time suits them. */
  readonly wish: string;
};

/**
 * The candidates for a chain for this slot, and the times that suit them, found by the engine that lists
 * slots. Many people wait for much the same, so each date, kind and wish is computed once.
 */
export function chainPeople(ctx: TenantContext, tx: TenantTx, slot: SlotRow) {
  const { zone } = calendarRules(ctx.db, tx);
  const read = candidateReader(ctx, tx, slot);
  const person = remember(
    (row: WaitingRow) => row.id,
    (row) => personOf(tx, row, read(row)),
  );
  const ofDates = remember(
    (dates: readonly [LocalDate, LocalDate]) => dates.join(),
    (dates) => listWaiting(tx, ...dates).map(person),
  );
  const people = (time: ChainTime): readonly ChainPerson[] => {
    const span = spanOf(time.times);
    return span ? ofDates([zone.localDateOf(span.start), zone.localDateOf(span.end)]) : [];
  };

  const judgeAt = remember(
    (time: ChainTime) => time,
    (time) => judgeOf(ctx, tx, slot, time),
  );
  const judge = (one: ChainPerson, time: ChainTime): Judged => judgeAt(time)(one);
  return { people, judge };
}

/** Judges people for one time: once per wish, and with its starts searched once per kind. */
function judgeOf(
  ctx: TenantContext,
  tx: TenantTx,
  slot: SlotRow,
  time: ChainTime,
): (person: ChainPerson) => Judged {
  const stretch = { ...time, ignoreOwner: time.visit?.row.uid };
  const startsOf = (relaxed: Relaxed) =>
    remember(
      ({ kind }: ChainPerson) => kind,
      ({ candidate }) => findStarts(ctx, tx, stretch, candidate.wish, relaxed),
    );
  const [withNotice, withoutNotice] = [startsOf({}), startsOf({ override: true })];
  const facts = {
    zone: calendarRules(ctx.db, tx).zone,
    now: ctx.clock.now(),
    cutoffMinutes: getPolicies(ctx.db).waitlist.cutoff_minutes,
    notFor: time.visit ? null : slot.not_for,
  };
  return remember(
    ({ wish }: ChainPerson) => wish,
    (person) =>
      judgeWaiting(person.candidate.waiting, {
        ...facts,
        starts: () => withNotice(person),
        startsWithoutNotice: () => withoutNotice(person),
      }),
  );
}

function personOf(tx: TenantTx, row: WaitingRow, candidate: Candidate): ChainPerson {
  const leaves = timeOfVisit(tx, row.earlier_than);
  const item = leaves?.visit?.items[0];
  const { serviceId, staffId } = candidate.wish;
  const { waiting } = candidate;
  const isFree = !waiting.isErased && !waiting.hasOffer && !waiting.hadTheirTurn && leaves === null;
  const kind = `${serviceId} ${staffId} ${item?.terms ?? ""}`;
  const times = `${row.start_date} ${row.end_date} ${row.from_time} ${row.to_time}`;
  // Somebody who may not be asked, or who has a visit, shares their key with nobody.
  return {
    id: row.id,
    contactKeys: contactKeys(row),
    leaves,
    candidate,
    kind,
    wish: isFree ? `${kind} ${times}` : row.id,
  };
}

/** Memoizes a function by a key of its argument. */
function remember<Given, Key, Answer>(
  keyOf: (given: Given) => Key,
  work: (given: Given) => Answer,
): (given: Given) => Answer {
  const known = new Map<Key, Answer>();
  return (given) => {
    const key = keyOf(given);
    const answer = known.get(key) ?? work(given);
    known.set(key, answer);
    return answer;
  };
}
