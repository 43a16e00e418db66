import type { TenantReads } from "#db/tenant-db.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";
import type { Candidate } from "#modules/calendar/plan-fair-choice.ts";
import { readCandidates } from "#modules/calendar/read-candidates.ts";
import type { CalendarRules, Slot } from "#modules/calendar/rules.ts";
import { type SlotView, slotView } from "#modules/calendar/slot-view.ts";

import { type CastPart, castChain } from "./cast-chain.ts";
import type { ChainQuery, ChainWish } from "./chain-links.ts";
import { findChains } from "./find-chains.ts";
import type { ChainPlan } from "./plan-chain.ts";

/** A slot for several services; its `staffIds` are the people who could serve the first. */
export type ChainSlot = Slot & {
  /** Total minutes of waiting between services. */
  readonly waiting: number;
  /** The parts, with the people who would serve them if it were booked now. */
  readonly parts: readonly CastPart[];
};

/** The slots for several services between two business dates, and who would serve them. */
export function findChainSlots(reads: TenantReads, rules: CalendarRules, query: ChainQuery): ChainSlot[] {
  const plans = findChains(reads, rules, query);
  if (plans.length === 0) return [];
  const candidates = candidatesNow(reads, rules, query.now);
  return plans.map((plan) => chainSlot(plan, query.items, candidates));
}

/** Everybody's current standing in the fair order, read once for many choices. */
function candidatesNow(reads: TenantReads, rules: CalendarRules, now: Instant) {
  const everyone = rules.staff.map(({ id }) => id);
  const all = readCandidates(reads, rules, everyone, now);
  return (staffIds: readonly string[]): readonly Candidate[] =>
    all.filter((candidate) => staffIds.includes(candidate.staffId));
}

function chainSlot(
  plan: ChainPlan,
  items: readonly ChainWish[],
  candidates: (staffIds: readonly string[]) => readonly Candidate[],
): ChainSlot {
  return {
    start: plan.start,
    end: plan.end,
    staffIds: plan.staffFor(0, undefined),
    seatsLeft: 1,
    waiting: plan.waiting,
    parts: castChain(plan, items, candidates),
  };
}

/** How many days are searched at a time for the next slot. */
const STRIDE_DAYS = 14;

/** The first such slot from `query.from` to `query.to`. */
export function findNextChain(
  reads: TenantReads,
  rules: CalendarRules,
  query: ChainQuery,
): ChainSlot | undefined {
  for (let from = query.from; from <= query.to; from = addDays(from, STRIDE_DAYS)) {
    const last = addDays(from, STRIDE_DAYS - 1);
    const [slot] = findChainSlots(reads, rules, { ...query, from, to: last < query.to ? last : query.to });
    if (slot) return slot;
  }
  return undefined;
}

/** A slot for several services as the API shows it. */
export type ChainSlotView = SlotView & {
  readonly waiting_minutes: number;
  readonly items: readonly {
    readonly service_id: string;
    readonly staff_id: string;
    readonly start: string;
    readonly end: string;
  }[];
};

export function chainSlotView(zone: Zone, slot: ChainSlot): ChainSlotView {
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
