import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { overlaps } from "#kernel/interval.ts";
import { type FootprintRow, planFootprint } from "#modules/calendar/footprint.ts";
import type { CalendarRules, Occupied, Taken } from "#modules/calendar/rules.ts";
import { withVisits } from "#test/calendar/builders.ts";
import { oracleSequences } from "#test/calendar/oracle-sequence.ts";
import { randomSequence, type RandomSequence } from "#test/calendar/random-sequences.ts";

import { castSequence } from "./cast-sequence.ts";
import { planRemainingBuffers } from "./remaining-buffers.ts";
import { judgeSequence } from "./judge-sequence.ts";
import { planSequences, type SequencePlan } from "./plan-sequences.ts";

const SEED = 20260308;

function takenFor({ rules, occupied, visits, query: { items, ...query } }: RandomSequence): Taken[] {
  const all = items.map((wish) => withVisits(rules, occupied, { ...query, ...wish }, visits));
  const counted = all.find((one) => "visits" in one);
  return counted ? all.map(() => counted) : all;
}

function planned(one: RandomSequence): SequencePlan[] {
  return planSequences(one.rules, takenFor(one), one.query);
}

/** Everyone who could serve all parts. */
function castsOf(plan: SequencePlan): string[][] {
  let casts: string[][] = [[]];
  for (const [part] of plan.parts.entries())
    casts = casts.flatMap((cast) => plan.staffFor(part, cast.at(-1)).map((id) => [...cast, id]));
  return casts;
}

function inOrder(casts: readonly (readonly string[])[]): string[] {
  return casts.map((cast) => cast.join(" ")).toSorted((a, b) => a.localeCompare(b));
}

describe("on random calendars, visits of several services", () => {
  it("are those of an oracle that tries everybody at every minute", () => {
    const seen = { cases: 0, withPlans: 0, waiting: 0, severalPeople: 0 };
    fc.assert(
      fc.property(randomSequence, (one) => {
        const plans = planned(one);
        const found = plans.map((plan) => ({
          starts: plan.parts.map((part) => part.start / MINUTE),
          waiting: plan.waiting,
          casts: inOrder(castsOf(plan)),
        }));
        const expected = oracleSequences(one.rules, one, one.query);
        expect(found).toEqual(expected.map((sequence) => ({ ...sequence, casts: inOrder(sequence.casts) })));
        seen.cases += 1;
        if (plans.length > 0) seen.withPlans += 1;
        if (plans.some((plan) => plan.waiting > 0)) seen.waiting += 1;
        if (plans.some((plan) => castsOf(plan).every((cast) => new Set(cast).size > 1)))
          seen.severalPeople += 1;
      }),
      { numRuns: 200, seed: SEED },
    );
    expect(seen.withPlans).toBeGreaterThan(30);
    expect(seen.waiting).toBeGreaterThan(4);
    expect(seen.severalPeople).toBeGreaterThan(10);
  });

  it("can be booked exactly when they are listed", () => {
    fc.assert(
      fc.property(randomSequence, (one) => {
        const day = { ...one, query: { ...one.query, to: one.query.from } };
        const listed = planned(day).map((plan) => plan.start);
        const { from, to: _, ...query } = day.query;
        const first = one.rules.zone.startOfDay(from);
        const bookable: number[] = [];
        for (let start = first; one.rules.zone.localDateOf(start) === from; start += 5 * MINUTE) {
          const verdict = judgeSequence(one.rules, takenFor(day), { ...query, start });
          if (verdict.offered) bookable.push(start);
        }
        expect(bookable).toEqual(listed.filter((start) => (start - first) % (5 * MINUTE) === 0));
      }),
      { numRuns: 12, seed: SEED },
    );
  });

  it("never overlap, whichever are booked and whoever serves them", () => {
    let booked = 0;
    fc.assert(
      fc.property(randomSequence, fc.infiniteStream(fc.nat()), (one, picks) => {
        let { occupied } = one;
        for (let booking = 0; booking < 6; booking += 1) {
          const plans = planned({ ...one, occupied });
          const plan = plans[picks.next().value % plans.length];
          if (!plan) return;
          const casts = castsOf(plan);
          const rows = rowsOf(one.rules, plan, casts[picks.next().value % casts.length]!, `new-${booking}`);
          for (const row of rows) {
            const others = (occupied.get(row.subjectId) ?? []).filter(
              (other) => other.ownerId !== one.query.ignoreOwner,
            );
            expect(fits(one.rules, row, others)).toBe(true);
            occupied = new Map(occupied).set(
              row.subjectId,
              [...(occupied.get(row.subjectId) ?? []), row].toSorted((a, b) => a.start - b.start),
            );
          }
          booked += 1;
        }
      }),
      { numRuns: 100, seed: SEED },
    );
    expect(booked).toBeGreaterThan(100);
  });

  it("are cast by the customer's wishes, then without changes, then fairly", () => {
    fc.assert(
      fc.property(randomSequence, (one) => {
        for (const plan of planned(one)) {
          const cast = castSequence(plan, one.query.items, (ids) =>
            ids.map((staffId) => ({ staffId, priority: 0, lastBookedAt: null, levelFrom: 0 })),
          );
          expect(castsOf(plan)).toContainEqual(cast.map((part) => part.staffId));
          for (const [i, part] of cast.entries()) {
            const { staffId: asked = part.staffId } = one.query.items[i]!;
            expect(part.staffId).toBe(asked);
            const stays = part.choice.rule === "same_person";
            expect(stays && part.staffId !== cast[i - 1]?.staffId).toBe(false);
          }
        }
      }),
      { numRuns: 40, seed: SEED },
    );
  });
});

function rowsOf(
  rules: CalendarRules,
  plan: SequencePlan,
  cast: readonly string[],
  ownerId: string,
): FootprintRow[] {
  const parts = plan.parts.map((part, i) => ({
    ...part,
    ...rules.services.get(part.serviceId)!,
    staffId: cast[i]!,
  }));
  const buffers = planRemainingBuffers(parts);
  return parts.flatMap((part, i) => planFootprint({ ...part, ...buffers[i]! }, { ...part, ownerId }).rows);
}

/** What the database's triggers require of a new row. */
function fits(rules: CalendarRules, row: FootprintRow, others: readonly Occupied[]): boolean {
  const meeting = others.filter((other) => overlaps(other, row));
  if (row.subjectKind === "staff") return meeting.length === 0;
  const quantity = rules.resources.get(row.subjectId)?.quantity ?? 0;
  const moments = [row.start, ...meeting.map((other) => other.start).filter((start) => start > row.start)];
  return moments.every((at) => {
    const present = meeting.filter((other) => other.start <= at && at < other.end);
    const claims = new Set(present.map((other) => other.claim).filter((claim) => claim !== row.claim));
    return claims.size < quantity;
  });
}
