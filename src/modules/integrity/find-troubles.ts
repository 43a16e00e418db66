import { fromJson } from "#db/columns.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { formatInstant } from "#kernel/instant.ts";

import { planCollisions, type Taken } from "./plan-collisions.ts";
import { footprintByTerms, type Stretch } from "./plan-footprint.ts";

/** A violated invariant, as a sentence that contains only ids and instants. */
export type Trouble = string;

/**
 * Everything wrong in a tenant's file: double-booked people or things, visits without the occupancies that
 * they should have or with others, and occupancies that belong to nothing.
 */
export function findTroubles(db: TenantReads): Trouble[] {
  const rows = db.all(build.selectFrom("occupancies").selectAll().orderBy("start_at"));
  const byOwner = Map.groupBy(rows, (row) => `${row.kind} ${row.owner_id}`);
  const troubles = [...collisionTroubles(db), ...expectedTroubles(db, byOwner)];
  return [...troubles, ...[...byOwner.keys()].map((owner) => `${owner} keeps time busy and does not exist`)];
}

/**
 * Counts against today's quantities: fewer units than when visits were booked is the owner's decision, but
 * still a trouble.
 */
function collisionTroubles(db: TenantReads): Trouble[] {
  const rows = db.all(
    build.selectFrom("occupancies").selectAll().where("kind", "in", ["visit", "hold", "offer"]),
  );
  const resources = db.all(build.selectFrom("resources").select(["id", "quantity"]));
  const taken: Taken[] = rows.map((row) => ({
    subjectId: row.subject_id,
    ownerId: row.owner_id,
    claim: row.claim,
    seats: row.seats,
    capacity: row.capacity,
    start: row.start_at,
    end: row.end_at,
  }));
  const quantities = new Map(resources.map((row) => [row.id, row.quantity]));
  return planCollisions(taken, quantities).map(
    ({ subjectId, at, owners }) =>
      `${subjectId} is taken more than once at ${formatInstant(at)}: ${owners.join(", ")}`,
  );
}

type Found = Map<string, readonly { subject_id: string; start_at: number; end_at: number }[]>;

/** Removes from `found` the occupancies that have a reason, and returns what differs from them. */
function expectedTroubles(db: TenantReads, found: Found): Trouble[] {
  const standing = ["pending_payment", "confirmed", "completed"] as const;
  const items = db.all(
    build
      .selectFrom("booking_items")
      .innerJoin("bookings", "bookings.uid", "booking_uid")
      .select(["booking_uid", "staff_id", "booking_items.start_at", "terms"])
      .where("status", "in", standing)
      .orderBy("booking_uid"),
  );
  const visits = Map.groupBy(items, (item) => item.booking_uid);
  const holds = db.all(build.selectFrom("holds").select("id"));
  const absences = db.all(build.selectFrom("time_off").selectAll());
  const offers = db.all(build.selectFrom("waitlist_offers").select("hold_id").where("state", "=", "open"));
  for (const { id } of holds) found.delete(`hold ${id}`);
  for (const { hold_id: id } of offers) found.delete(`offer ${id}`);
  return [
    ...[...visits].flatMap(([uid, parts]) =>
      compare(
        `visit ${uid}`,
        parts.flatMap((part) => footprintByTerms({ ...part, terms: fromJson(part.terms) })),
        found,
      ),
    ),
    ...absences.flatMap((row) => compareWhole(`absence ${row.id}`, row, found)),
  ];
}

function compare(owner: string, expected: readonly Stretch[], found: Found): Trouble[] {
  const rows = found.get(owner) ?? [];
  found.delete(owner);
  const has = rows.map((row) =>
    stretchText({ subjectId: row.subject_id, start: row.start_at, end: row.end_at }),
  );
  const should = expected.map(stretchText);
  if (has.toSorted().join() === should.toSorted().join()) return [];
  return [`${owner} keeps busy [${has.join("; ")}] instead of [${should.join("; ")}]`];
}

/** An absence is stored in pieces, which together must cover all of it without gaps. */
function compareWhole(
  owner: string,
  { staff_id: staffId, start_at: start, end_at: end }: { staff_id: string; start_at: number; end_at: number },
  found: Found,
): Trouble[] {
  const rows = found.get(owner) ?? [];
  found.delete(owner);
  let reached = start;
  for (const row of rows) if (row.subject_id === staffId && row.start_at === reached) reached = row.end_at;
  return reached === end && rows.length > 0 ? [] : [`${owner} does not keep all of its time busy`];
}

function stretchText({ subjectId, start, end }: Stretch): string {
  return `${subjectId} ${formatInstant(start)}–${formatInstant(end)}`;
}
