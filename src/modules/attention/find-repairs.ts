import { formatInstant, type Instant } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import { type Booking, type BookingItem, rulesForMove } from "#modules/booking/index.ts";
import {
  type CalendarRules,
  findAvailability,
  judgeStart,
  planAlternatives,
  planStartSpan,
  readOccupied,
} from "#modules/calendar/index.ts";
import { etagOf } from "#modules/collection/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** Around a visit another time is looked for so many days before and after it. */
const DAYS_BEFORE = 7;
const DAYS_AFTER = 14;

/** A request that the owner may send: it does what `kind` says to this version of the visit, and nothing more. */
export type Repair = {
  readonly kind: "other_staff" | "other_time" | "cancel";
  readonly method: "POST";
  readonly path: string;
  readonly headers: { readonly "if-match": string };
  readonly body: { readonly start?: string; readonly staff_id?: string; readonly override?: true };
};

type Move = { readonly start: Instant; readonly staffId: string; readonly override?: true };

/**
 * What would make a visit fit again, by its own terms: someone else at the same time, the nearest time with
 * the same person (anyone, if that person is gone), and always to cancel it. Each was found by the engine
 * that judges the move, which judges it again.
 */
export function findRepairs(
  ctx: TenantContext,
  rules: CalendarRules,
  booking: Booking,
  basePath: string,
): Repair[] {
  const { uid, version } = booking.row;
  const request = { method: "POST", headers: { "if-match": etagOf(version) } } as const;
  const path = `${basePath}/v1/admin/bookings/${uid}`;
  const move = (kind: Repair["kind"], found: Move | undefined): Repair[] =>
    found ? [{ kind, ...request, path: `${path}/reschedule`, body: bodyOf(found) }] : [];
  const search = searchFor(ctx, rules, booking);
  return [
    ...(search ? move("other_staff", findOtherStaff(search)) : []),
    ...(search ? move("other_time", findOtherTime(search)) : []),
    { kind: "cancel", ...request, path: `${path}/cancel`, body: {} },
  ];
}

function bodyOf({ start, staffId, override }: Move): Repair["body"] {
  return { start: formatInstant(start), staff_id: staffId, ...(override && { override }) };
}

type Search = {
  readonly ctx: TenantContext;
  readonly item: BookingItem;
  /** The business's, with the visit's own terms. */
  readonly rules: CalendarRules;
};

/** Undefined where no move mends it: its service is gone, or it has several parts, which move as one. */
function searchFor(ctx: TenantContext, rules: CalendarRules, { items }: Booking): Search | undefined {
  const [item, ...more] = items;
  if (!item || more.length > 0 || rules.services.get(item.service_id)?.active !== true) return undefined;
  return { ctx, item, rules: rulesForMove(rules, item) };
}

function findOtherStaff(search: Search): Move | undefined {
  return freeFor(search, undefined) ?? freeFor(search, true);
}

/** Someone else who is free at the visit's own time; with `override` inside the notice too. */
function freeFor({ ctx, item, rules }: Search, override: true | undefined): Move | undefined {
  const start = item.start_at;
  const date = rules.zone.localDateOf(start);
  const query = { ...queryFor(ctx, item), from: date, to: date, override };
  const taken = readOccupied(ctx.db, rules, query, planStartSpan(rules, query, start));
  const verdict = judgeStart(rules, taken, { ...query, start });
  const others = verdict.offered ? verdict.staffIds.filter((id) => id !== item.staff_id) : [];
  const staffId = firstOf(rules, others);
  return staffId === undefined ? undefined : { start, staffId, ...(override && { override }) };
}

function findOtherTime({ ctx, item, rules }: Search): Move | undefined {
  const date = rules.zone.localDateOf(item.start_at);
  const today = rules.zone.localDateOf(ctx.clock.now());
  const first = addDays(date, -DAYS_BEFORE);
  const person = rules.staff.find(({ id }) => id === item.staff_id);
  const canServe = person?.active === true && person.serviceIds.has(item.service_id);
  const query = {
    ...queryFor(ctx, item),
    staffId: canServe ? item.staff_id : undefined,
    from: first < today ? today : first,
    to: addDays(date, DAYS_AFTER),
  };
  const { slots } = findAvailability(ctx.db, query, { rules });
  const others = slots.filter(({ start }) => start !== item.start_at);
  const [nearest] = planAlternatives(others, item.start_at, 1);
  const staffId = nearest && firstOf(rules, nearest.staffIds);
  return nearest && staffId !== undefined ? { start: nearest.start, staffId } : undefined;
}

function queryFor(ctx: TenantContext, item: BookingItem) {
  return {
    serviceId: item.service_id,
    now: ctx.clock.now(),
    channel: ctx.actor.channel,
    ignoreOwner: item.booking_uid,
  };
}

/** Of these people the one that the business asks first. */
function firstOf(rules: CalendarRules, ids: readonly string[]): string | undefined {
  const people = rules.staff.filter(({ id }) => ids.includes(id));
  return people.toSorted((a, b) => a.priority - b.priority)[0]?.id;
}
