import { fromJson } from "#db/columns.ts";
import type { TenantReads } from "#db/tenant-db.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";
import { type BookingItem, getBooking } from "#modules/booking/index.ts";
import { calendarRules, explainStart } from "#modules/calendar/index.ts";
import { eventsBackwards, latestEvent, type LoggedEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { checkView } from "./check-words.ts";
import { type Names, readNames } from "./names.ts";
import { stateOf } from "./past-state.ts";
import { rebuild } from "./rebuild.ts";
import type { ChoiceExplanation } from "./schemas.ts";
import { lastBooked, levelFrom } from "./standing-then.ts";
import { termsOfVisit } from "./terms-of-visit.ts";

type PartExplained = ChoiceExplanation["parts"][number];
type Candidates = NonNullable<PartExplained["candidates"]>;

/**
 * Why a visit is served by whom it is: the choice as it was recorded with the visit, and everybody as they
 * stood in that moment, rebuilt from the log. Throws NOT_FOUND for an unknown uid.
 */
export async function explainChoice(ctx: TenantContext, uid: string): Promise<ChoiceExplanation> {
  const booking = getBooking(ctx.db, uid);
  const names = readNames(ctx.db, calendarRules(ctx.db).zone);
  const parts: PartExplained[] = [];
  for (const item of booking.items) parts.push(await explainPart(ctx, item, names));
  return { booking_uid: uid, parts };
}

async function explainPart(ctx: TenantContext, item: BookingItem, names: Names): Promise<PartExplained> {
  const named = (id: string) => ({ id, name: names.nameOf(id) });
  const { rule, among } = fromJson(item.staff_choice);
  const decision = await findDecision(ctx.db, item);
  return {
    service: named(item.service_id),
    staff: named(item.staff_id),
    start: formatOrNull(decision?.start),
    decided_at: formatInstant(item.assigned_at),
    rule,
    message: WORDS[rule](names.nameOf(item.staff_id)),
    among: among.map(named),
    candidates: decision ? await candidatesFor(ctx, item, decision, names) : null,
  };
}

const WORDS: Readonly<Record<PartExplained["rule"], (name: string) => string>> = {
  requested: (name) => `${name} was asked for.`,
  only_one_free: (name) => `Nobody but ${name} was free.`,
  priority: (name) => `Of those who were free ${name} comes first by priority.`,
  least_recently_booked: (name) => `Of those who were free ${name} had waited longest for a visit.`,
  same_person: (name) => `${name} serves the part before it, and customers like to stay with one person.`,
  tie_by_id: (name) => `${name} stood level with others, and comes first in the list.`,
};

type Decision = { readonly event: LoggedEvent; readonly start: Instant };

/** The event that gave a part of a visit to its person; undefined where the log does not have it. */
async function findDecision(db: TenantReads, item: BookingItem): Promise<Decision | undefined> {
  for await (const event of eventsBackwards(db, latestEvent(db))) {
    const change = event.changes.find(
      ({ table, id }) => table === "booking_items" && id === `${item.booking_uid}/${item.position}`,
    );
    const { before, after } = change ?? {};
    const isIt = after?.["assigned_at"] === item.assigned_at && after["staff_id"] === item.staff_id;
    if (isIt && before?.["assigned_at"] !== item.assigned_at)
      return { event, start: Number(after["start_at"]) };
    if (event.at < item.assigned_at) return undefined;
  }
  return undefined;
}

/** Everybody as they stood just before. A visit that was moved, or the hold that became one, was in nobody's way. */
async function candidatesFor(
  { db }: TenantContext,
  item: BookingItem,
  { event, start }: Decision,
  names: Names,
): Promise<Candidates> {
  const now = item.assigned_at;
  const then = await rebuild(db, start, { at: now, isLater: ({ seq }) => seq >= event.seq });
  const held = event.changes.find(({ table, after }) => table === "holds" && after === null);
  const ignoreOwner = held?.id ?? item.booking_uid;
  const state = stateOf(then, { start, now, ignoreOwner }, (uid) => termsOfVisit(db, uid));
  // A later part of a visit begins where the one before it ends.
  const anyStart = item.position > 0;
  const query = { serviceId: item.service_id, start, now, override: true, anyStart, ignoreOwner };
  const { staff } = explainStart(state.rules, state, query);
  return staff.map(({ staffId, checks, offered }) => ({
    staff: { id: staffId, name: names.nameOf(staffId) },
    chosen: staffId === item.staff_id,
    free: offered,
    priority: state.rules.staff.find(({ id }) => id === staffId)?.priority ?? null,
    last_booked_at: formatOrNull(lastBooked(db, then, staffId, now)),
    level_from: formatOrNull(levelFrom(db, then, staffId, now)),
    checks: checks.map((check) => checkView(check, names)),
  }));
}

function formatOrNull(at: Instant | undefined): string | null {
  return at === undefined ? null : formatInstant(at);
}
