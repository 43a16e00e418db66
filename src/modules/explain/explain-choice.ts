import { fromJson } from "#db/columns.ts";
import type { TenantReads } from "#db/tenant-db.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";
import { type BookingItem, getBooking } from "#modules/booking/index.ts";
import { calendarRules, explainStart } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { checkView } from "./check-words.ts";
import { inTurn } from "./how-far.ts";
import { type Names, namesIn } from "./names.ts";
import { findScenes, type Scene } from "./find-scenes.ts";
import { stateOf } from "./past-state.ts";
import type { ChoiceExplanation } from "./schemas.ts";
import { lastBooked, levelFrom } from "./standing-then.ts";
import { termsOfVisit } from "./terms-of-visit.ts";

type PartExplained = ChoiceExplanation["parts"][number];
type Candidates = NonNullable<PartExplained["candidates"]>;

/**
 * Explains why a visit is served by these people: the choice as recorded with the visit, and everybody's
 * standing at that moment, rebuilt from the event log. Throws NOT_FOUND for an unknown uid.
 */
export async function explainChoice(ctx: TenantContext, uid: string): Promise<ChoiceExplanation> {
  const booking = getBooking(ctx.db, uid);
  const names = namesIn(ctx.db, calendarRules(ctx.db).zone);
  const scenes = await inTurn(ctx.db, () => findScenes(ctx.db, booking.items));
  const parts = booking.items.map((item) => partView(ctx, item, scenes.get(item.position), names));
  return { booking_uid: uid, parts };
}

function partView(
  { db }: TenantContext,
  item: BookingItem,
  scene: Scene | undefined,
  names: Names,
): PartExplained {
  const named = (id: string) => ({ id, name: names.nameOf(id) });
  const { rule, among } = fromJson(item.staff_choice);
  return {
    service: named(item.service_id),
    staff: named(item.staff_id),
    start: formatOrNull(scene?.start),
    decided_at: formatInstant(item.assigned_at),
    rule,
    message: WORDS[rule](names.nameOf(item.staff_id)),
    among: among.map(named),
    candidates: scene ? candidatesFor(db, item, scene, names) : null,
  };
}

const WORDS: Readonly<Record<PartExplained["rule"], (name: string) => string>> = {
  requested: (name) => `${name} was asked for.`,
  only_one_free: (name) => `Only ${name} was free.`,
  priority: (name) => `Of those who were free, ${name} comes first by priority.`,
  least_recently_booked: (name) => `Of those who were free, ${name} had waited longest for a visit.`,
  same_person: (name) => `${name} does the part before it, and customers like to stay with one person.`,
  tie_by_id: (name) => `${name} was tied with others, and comes first in the list.`,
};

/** Everybody's standing just before. The visit that was moved, or the hold that was used, is ignored. */
function candidatesFor(
  db: TenantReads,
  item: BookingItem,
  { event, start, stood }: Scene,
  names: Names,
): Candidates {
  const now = item.assigned_at;
  const held = event.changes.find(({ table, after }) => table === "holds" && after === null);
  const ignoreOwner = held?.id ?? item.booking_uid;
  const state = stateOf(stood, { start, now, ignoreOwner }, (uid) => termsOfVisit(db, uid));
  // A later part of a visit starts whenever the one before it ends.
  const anyStart = item.position > 0;
  const query = { serviceId: item.service_id, start, now, override: true, anyStart, ignoreOwner };
  const { staff } = explainStart(state.rules, state, query);
  return staff.map(({ staffId, checks, offered }) => ({
    staff: { id: staffId, name: names.nameOf(staffId) },
    chosen: staffId === item.staff_id,
    free: offered,
    priority: state.rules.staff.find(({ id }) => id === staffId)?.priority ?? null,
    last_booked_at: formatOrNull(lastBooked(db, stood, staffId, now)),
    level_from: formatOrNull(levelFrom(db, stood, staffId, now)),
    checks: checks.map((check) => checkView(check, names)),
  }));
}

function formatOrNull(at: Instant | undefined): string | null {
  return at === undefined ? null : formatInstant(at);
}
