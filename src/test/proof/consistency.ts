import { messageProblems, reminderProblems } from "./message-problems.ts";
import { groupBy, missing, type ReadRows, type Row, visitsIn } from "./rows.ts";

export type { ReadRows, Row };

export type Taken = {
  owner: string;
  subject: string;
  claim: string;
  start: number;
  end: number;
  capacity: number;
};

const MINUTE = 60_000;
/**
 * Everything wrong with a tenant's file, in words. Empty if visits, their parts, occupancies, the log and the
 * messages agree with each other and nobody is in two places at once. Written from SCHEDULING alone: it calls
 * none of the code that it checks.
 */
export function problemsOf(read: ReadRows): string[] {
  const bookings = read("select * from bookings order by uid");
  const items = groupBy(read("select * from booking_items order by booking_uid, position"), "booking_uid");
  const occupied = read("select * from occupancies order by subject_id, start_at, id");
  return [
    ...bookings.flatMap((booking) => partProblems(booking, items.get(booking["uid"]) ?? [])),
    ...occupancyProblems(read, bookings, items, occupied),
    ...collisions(read, occupied.filter((row) => row["kind"] !== "absence").map(takenBy), "occupancies"),
    ...collisions(read, expectedVisits(bookings, items), "bookings"),
    ...logProblems(read, bookings),
    ...messageProblems(read),
    ...reminderProblems(read, bookings),
    ...keyProblems(read, bookings),
  ];
}

function partProblems(booking: Row, parts: readonly Row[]): string[] {
  const { uid } = booking;
  const [first] = parts;
  if (!first) return [`${uid} has no parts`];
  const minutes = JSON.parse(first["terms"]).duration_minutes as number;
  const counts = booking["status"] === "cancelled" || booking["status"] === "no_show" ? 0 : 1;
  return [
    ...(parts.length === 1 ? [] : [`${uid} has ${parts.length} parts`]),
    ...(first["start_at"] === booking["start_at"] && first["end_at"] === booking["end_at"]
      ? []
      : [`${uid} and its part disagree about when it is`]),
    ...(booking["end_at"] - booking["start_at"] === minutes * MINUTE ? [] : [`${uid} has a wrong length`]),
    ...(first["counts"] === counts ? [] : [`${uid} counts wrongly for fairness`]),
    ...((booking["cancelled_at"] === null) === (booking["status"] !== "cancelled")
      ? []
      : [`${uid} is half cancelled`]),
  ];
}

/** Standing visits, holds and absences must have exactly the rows they should; nothing else may have any. */
function occupancyProblems(
  read: ReadRows,
  bookings: readonly Row[],
  items: ReadonlyMap<string, Row[]>,
  occupied: readonly Row[],
): string[] {
  const found = groupBy(occupied, "owner_id");
  const problems: string[] = [];
  const expect = (owner: string, kind: string, wanted: readonly Taken[], atMost = false): void => {
    const rows = found.get(owner) ?? [];
    found.delete(owner);
    const [has, should] = [rows.map((row) => written(takenBy(row))), wanted.map(written)];
    const same = has.length === should.length || (atMost && has.length < should.length);
    if (!same || has.some((row) => !should.includes(row)) || rows.some((row) => row["kind"] !== kind))
      problems.push(`${kind} ${owner} occupies [${has.join(" ")}] instead of [${should.join(" ")}]`);
  };
  const visits = groupBy(expectedVisits(bookings, items), "owner");
  for (const { uid } of bookings) expect(uid, "visit", visits.get(uid) ?? []);
  for (const hold of read("select * from holds")) {
    const [item] = JSON.parse(hold["items"]) as Row[];
    // An expired hold may already have been swept, in part or completely.
    const mayBeSwept = hold["expires_at"] <= latestInstant(read);
    if (item) expect(hold["id"], "hold", footprint(hold["id"], item, item["terms"]), mayBeSwept);
  }
  for (const absence of read("select * from time_off")) {
    const { id, staff_id: subject, start_at: start, end_at: end } = absence;
    const rows = (found.get(id) ?? []).map(takenBy);
    found.delete(id);
    const covered = rows.reduce((sum, row) => sum + row.end - row.start, 0);
    if (covered !== end - start || rows.some((row) => row.subject !== subject))
      problems.push(`absence ${id} is not what keeps ${subject} away`);
  }
  // Offers to everyone at once share their hold. The links of a chain also occupy each other's visits.
  const offers = groupBy(read("select * from waitlist_offers where state = 'open'"), "hold_id");
  const services = new Map(readServices(read).map((row) => [row["id"], row]));
  for (const [hold, [offer]] of offers)
    if (offer?.["mode"] === "chain") found.delete(hold);
    else if (offer)
      expect(hold, "offer", footprint(hold, offer, services.get(offer["service_id"])?.["terms"]));
  for (const owner of found.keys()) problems.push(`${owner} occupies something and does not exist`);
  return problems;
}

/** The services, with who does them and what they need; `terms` is what would be stored with a visit. */
export function readServices(read: ReadRows): Row[] {
  const rows = read(
    `select s.*,
       (select json_group_array(staff_id) from staff_services where service_id = s.id) as staff_ids,
       (select json_group_array(resource_id) from service_resources where service_id = s.id) as resource_ids
     from services s`,
  );
  return rows.map((row) => {
    const steps = JSON.parse(row["steps"]) as Row[];
    const whole = [{ minutes: row["duration_minutes"] }];
    const [staff_ids, resource_ids] = [JSON.parse(row["staff_ids"]), JSON.parse(row["resource_ids"])];
    return { ...row, staff_ids, terms: { ...row, resource_ids, steps: steps.length > 0 ? steps : whole } };
  });
}

function expectedVisits(bookings: readonly Row[], items: ReadonlyMap<string, Row[]>): Taken[] {
  const standing = bookings.filter(({ status }) => status !== "cancelled" && status !== "no_show");
  return standing.flatMap(({ uid }) =>
    (items.get(uid) ?? []).flatMap((item) => footprint(uid, item, JSON.parse(item["terms"]))),
  );
}

/** SCHEDULING rule 5: the person during buffers and steps that need them, each resource throughout. */
export function footprint(owner: string, item: Row, terms: Row): Taken[] {
  const { start_at: start, service_id: service, staff_id: staff } = item;
  const before = terms["buffer_before_minutes"] as number;
  const after = terms["buffer_after_minutes"] as number;
  const steps = terms["steps"] as { minutes: number; staff_free?: boolean }[];
  const minutes = terms["duration_minutes"] as number;
  const capacity = terms["capacity"] as number;
  const claim = capacity > 1 ? `class/${service}/${staff}/${start}` : owner;
  const common = { owner, claim, capacity };
  // Minute by minute: slow, but obviously correct.
  const needed = [
    ...Array<boolean>(before).fill(true),
    ...steps.flatMap((step) => Array<boolean>(step.minutes).fill(step.staff_free !== true)),
    ...Array<boolean>(after).fill(true),
  ];
  const person: Taken[] = [];
  for (const [minute, isNeeded] of needed.entries()) {
    if (!isNeeded) continue;
    const from = start + (minute - before) * MINUTE;
    const last = person.at(-1);
    if (last && last.end === from) last.end = from + MINUTE;
    else person.push({ ...common, subject: staff, start: from, end: from + MINUTE });
  }
  const things = (terms["resource_ids"] as string[]).map((subject) => ({
    ...common,
    subject,
    start: start - before * MINUTE,
    end: start + (minutes + after) * MINUTE,
  }));
  return [...person, ...things];
}

/** Where somebody is in two places, or more units are in use than exist, checked at every start. */
function collisions(read: ReadRows, taken: readonly Taken[], where: string): string[] {
  const units = new Map(
    read("select id, quantity from resources").map((row) => [row["id"], row["quantity"]]),
  );
  const problems: string[] = [];
  for (const [subject, all] of groupBy(taken, "subject")) {
    const rows = all.toSorted((a, b) => a.start - b.start);
    let running: Taken[] = [];
    for (const row of rows) {
      running = [...running.filter((other) => other.end > row.start), row];
      const claims = new Set(running.map((other) => other.claim));
      const quantity = units.get(subject);
      const tooMany = claims.size > (quantity ?? 1);
      const seats = running.filter((other) => other.claim === row.claim).length;
      const overfull = quantity === undefined && seats > row.capacity;
      if (tooMany || overfull)
        problems.push(`${where}: ${subject} is taken ${running.length} times at ${instant(row.start)}`);
    }
  }
  return problems;
}

/**
 * Each version of a visit must have its event (possibly one about a whole series), and the last one must
 * match the row.
 */
function logProblems(read: ReadRows, bookings: readonly Row[]): string[] {
  const events = read("select * from events order by seq");
  const problems = events.flatMap(({ seq }, i) => (seq === i + 1 ? [] : [`event ${seq} comes ${i + 1}th`]));
  const told = groupBy(events.flatMap(visitsIn), "uid");
  for (const booking of bookings) {
    const { uid, version } = booking;
    const own = told.get(uid) ?? [];
    told.delete(uid);
    if (own.length !== version) problems.push(`${uid} is at version ${version} with ${own.length} events`);
    const last = own.at(-1);
    for (const column of ["status", "start_at", "end_at", "version", "price_cents", "customer_id"]) {
      if (last?.[column] !== booking[column])
        problems.push(`${uid}: the log has ${column} ${last?.[column]}, not ${booking[column]}`);
    }
  }
  return [...problems, ...[...told.keys()].map((uid) => `the log knows ${uid}, which does not exist`)];
}

/**
 * An answer stored for an idempotency key must be about an existing visit, and no two keys may have created
 * the same one.
 */
function keyProblems(read: ReadRows, bookings: readonly Row[]): string[] {
  const uids = bookings.map((booking) => booking["uid"] as string);
  const answered = read(
    "select response from idempotency_keys where scope like '%/v1/public/bookings %'",
  ).flatMap((row) => uidsOf(JSON.parse(row["response"])));
  return [
    ...missing(answered, uids).map((uid) => `an answer is kept about ${uid}, which does not exist`),
    ...(new Set(answered).size === answered.length ? [] : ["two keys made the same visit"]),
  ];
}

/** The visits in an answer: one, or those of a series. */
function uidsOf({ view, series }: Row): string[] {
  if (series === undefined) return [view.uid];
  return series.visits.flatMap(({ uid }: Row) => (uid === undefined ? [] : [uid]));
}

function takenBy(row: Row): Taken {
  const { owner_id: owner, subject_id: subject, claim, start_at: start, end_at: end, capacity } = row;
  return { owner, subject, claim, start, end, capacity };
}

/** The latest instant in the file: what had expired by then had certainly expired. */
function latestInstant(read: ReadRows): number {
  return Number(read("select max(at) as at from events")[0]?.["at"] ?? 0);
}

function written({ subject, claim, start, end, capacity }: Taken): string {
  return `${subject}:${instant(start)}–${instant(end)}:${claim}:${capacity}`;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
