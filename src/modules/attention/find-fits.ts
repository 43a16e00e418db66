import { fromJson } from "#db/columns.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import { type Interval, overlaps } from "#kernel/interval.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { type Booking, type BookingItem, itemsForMove, rulesForMove } from "#modules/booking/index.ts";
import {
  type CalendarRules,
  findAvailability,
  findSequenceSlots,
  judgeStart,
  planStartSpan,
  readOccupied,
  type ServiceWish,
} from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** A time already proposed for another visit of the list, buffers included, and its people. */
export type Proposed = Interval & { readonly staffIds: readonly string[] };

/** A visit, and today's rules. */
export type MoveSearch = {
  /**
   * A time proposed for one visit is not proposed for the next: whoever followed both proposals would have
   * the second refused.
   */
  readonly proposed: Proposed[];
  /** People who cannot serve it as it is. */
  readonly unfit: ReadonlySet<string>;
  readonly ctx: TenantContext;
  readonly rules: CalendarRules;
  readonly booking: Booking;
};

/**
 * Where to search: on some dates or at a single start, and with whom. `others` requires somebody to change.
 */
export type FitQuery = {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly at?: Instant;
  /** `same_if_possible`: a part whose person no longer serves it may go to anyone. */
  readonly whom: "same" | "others" | "same_if_possible";
  readonly override?: true | undefined;
};

export type Fit = { readonly start: Instant; readonly staffIds: readonly string[] };

/** The starts at which a visit fits under its own terms; its own time does not block it. */
export function findFits(search: MoveSearch, query: FitQuery): readonly Fit[] {
  const [item, ...more] = search.booking.items;
  if (!item) return [];
  return more.length > 0 ? fitsOfSeveral(search, query) : fitsOfOne(search, item, query);
}

function fitsOfOne(search: MoveSearch, item: BookingItem, query: FitQuery): readonly Fit[] {
  const rules = rulesForMove(search.rules, item);
  const staffId = keepsPerson(rules, item, query) ? item.staff_id : undefined;
  const asked = { ...common(search, query), serviceId: item.service_id, staffId };
  return slotsFor(search, rules, asked, query.at).flatMap(({ start, staffIds }): Fit[] => {
    const able = query.whom === "others" ? staffIds.filter((id) => id !== item.staff_id) : staffIds;
    const first = firstOf(
      rules,
      able.filter((id) => !isProposed(search, { start, staffIds: [id] })),
    );
    return first === undefined ? [] : [{ start, staffIds: [first] }];
  });
}

type Asked = ReturnType<typeof common> & { readonly serviceId: string; readonly staffId: string | undefined };

function slotsFor(
  { ctx }: MoveSearch,
  rules: CalendarRules,
  asked: Asked,
  at: Instant | undefined,
): readonly { readonly start: Instant; readonly staffIds: readonly string[] }[] {
  if (at === undefined) return findAvailability(ctx.db, asked, { rules }).slots;
  // Judging a single start costs a fraction of searching a day.
  const taken = readOccupied(ctx.db, rules, asked, planStartSpan(rules, asked, at));
  const verdict = judgeStart(rules, taken, { ...asked, start: at });
  return verdict.offered ? [{ start: at, staffIds: verdict.staffIds }] : [];
}

/** For `others`, people who are not the problem stay if possible. */
function fitsOfSeveral(search: MoveSearch, query: FitQuery): readonly Fit[] {
  const kept = fitsOfSequence(search, query, search.unfit);
  const everyone = new Set(search.booking.items.map((item) => item.staff_id));
  return kept.length > 0 || query.whom !== "others" ? kept : fitsOfSequence(search, query, everyone);
}

function fitsOfSequence(search: MoveSearch, query: FitQuery, unfit: ReadonlySet<string>): readonly Fit[] {
  const { ctx, rules, booking } = search;
  const items = itemsForMove(rules, booking, {}).map((wish, i): ServiceWish => {
    const item = booking.items[i]!;
    const keeps = keepsPerson(rules, item, query) || (query.whom === "others" && !unfit.has(item.staff_id));
    const asked = keeps ? item.staff_id : undefined;
    return { ...wish, staffId: asked, preferStaffId: item.staff_id };
  });
  const slots = findSequenceSlots(ctx.db, rules, { ...common(search, query), items });
  return slots
    .filter(({ start }) => query.at === undefined || start === query.at)
    .map(({ start, parts }) => ({ start, staffIds: parts.map(({ staffId }) => staffId) }))
    .filter((fit) => query.whom !== "others" || !isCast(booking.items, fit))
    .filter((fit) => !isProposed(search, fit));
}

/** Notes that a fit is proposed, so that it is not proposed for another visit. */
export function propose(search: MoveSearch, fit: Fit): void {
  search.proposed.push({ ...wholeVisit(search, fit.start), staffIds: fit.staffIds });
}

function isProposed(search: MoveSearch, { start, staffIds }: Fit): boolean {
  const visit = wholeVisit(search, start);
  return search.proposed.some(
    (one) => overlaps(one, visit) && one.staffIds.some((id) => staffIds.includes(id)),
  );
}

/** The visit's span at another start, with its own buffers. */
function wholeVisit({ booking }: MoveSearch, start: Instant): Interval {
  const terms = booking.items.map((item) => fromJson(item.terms));
  const length = booking.row.end_at - booking.row.start_at;
  return {
    start: start - (terms[0]?.buffer_before_minutes ?? 0) * MINUTE,
    end: start + length + (terms.at(-1)?.buffer_after_minutes ?? 0) * MINUTE,
  };
}

function isCast(items: readonly BookingItem[], { staffIds }: Fit): boolean {
  return items.every((item, i) => item.staff_id === staffIds[i]);
}

function common({ ctx, booking }: MoveSearch, { from, to, override }: FitQuery) {
  const now = ctx.clock.now();
  return { from, to, override, now, channel: ctx.actor.channel, ignoreOwner: booking.row.uid };
}

/** Whether only the same person will do. */
function keepsPerson(rules: CalendarRules, item: BookingItem, { whom }: FitQuery): boolean {
  if (whom !== "same_if_possible") return whom === "same";
  const person = rules.staff.find(({ id }) => id === item.staff_id);
  return person?.active === true && person.serviceIds.has(item.service_id);
}

/** The person of these who comes first in the business's order. */
function firstOf(rules: CalendarRules, ids: readonly string[]): string | undefined {
  const people = rules.staff.filter(({ id }) => ids.includes(id));
  return people.toSorted((a, b) => a.priority - b.priority)[0]?.id;
}
