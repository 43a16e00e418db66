import type { TenantReads } from "#db/tenant-db.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";
import { inStrides } from "#modules/calendar/in-strides.ts";
import type { Candidate } from "#modules/calendar/plan-fair-choice.ts";
import { readCandidates } from "#modules/calendar/read-candidates.ts";
import type { CalendarRules, Slot } from "#modules/calendar/rules.ts";
import { type SlotView, slotView } from "#modules/calendar/slot-view.ts";

import { type CastPart, castSequence } from "./cast-sequence.ts";
import type { SequenceQuery, ServiceWish } from "./prepare-part.ts";
import { findSequences } from "./find-sequences.ts";
import type { SequencePlan } from "./plan-sequences.ts";

/** A slot for several services; its `staffIds` are the people who could serve the first. */
export type SequenceSlot = Slot & {
  /** Total minutes of waiting between services. */
  readonly waiting: number;
  /** The parts, with the people who would serve them if it were booked now. */
  readonly parts: readonly CastPart[];
};

/** The slots for several services between two business dates, and who would serve them. */
export function findSequenceSlots(
  reads: TenantReads,
  rules: CalendarRules,
  query: SequenceQuery,
): SequenceSlot[] {
  const plans = findSequences(reads, rules, query);
  if (plans.length === 0) return [];
  const candidates = candidatesNow(reads, rules, query.now);
  return plans.map((plan) => sequenceSlot(plan, query.items, candidates));
}

/** Everybody's current standing in the fair order, read once for many choices. */
function candidatesNow(reads: TenantReads, rules: CalendarRules, now: Instant) {
  const everyone = rules.staff.map(({ id }) => id);
  const all = readCandidates(reads, rules, everyone, now);
  return (staffIds: readonly string[]): readonly Candidate[] =>
    all.filter((candidate) => staffIds.includes(candidate.staffId));
}

function sequenceSlot(
  plan: SequencePlan,
  items: readonly ServiceWish[],
  candidates: (staffIds: readonly string[]) => readonly Candidate[],
): SequenceSlot {
  return {
    start: plan.start,
    end: plan.end,
    staffIds: plan.staffFor(0, undefined),
    seatsLeft: 1,
    waiting: plan.waiting,
    parts: castSequence(plan, items, candidates),
  };
}

/** The first such slot from `query.from` to `query.to`. */
export function findNextSequence(
  reads: TenantReads,
  rules: CalendarRules,
  query: SequenceQuery,
): SequenceSlot | undefined {
  for (const stride of inStrides(query)) {
    const [slot] = findSequenceSlots(reads, rules, stride);
    if (slot) return slot;
  }
  return undefined;
}

/** A slot for several services as the API shows it. */
export type SequenceSlotView = SlotView & {
  readonly waiting_minutes: number;
  readonly items: readonly {
    readonly service_id: string;
    readonly staff_id: string;
    readonly start: string;
    readonly end: string;
  }[];
};

export function sequenceSlotView(zone: Zone, slot: SequenceSlot): SequenceSlotView {
  return {
    ...slotView(zone, slot),
    waiting_minutes: slot.waiting,
    items: slot.parts.map((part) => ({
      service_id: part.serviceId,
      staff_id: part.staffId,
      start: formatInstant(part.start),
      end: formatInstant(part.end),
    })),
  };
}
