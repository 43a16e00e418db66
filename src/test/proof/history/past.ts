import { footprint, type Row } from "../consistency.ts";

import { type Change, type History, REBUILT } from "./log.ts";
import { createTaken, type Stretch } from "./taken.ts";

type Facts = Pick<History, "services" | "units" | "customers" | "settings">;

/**
 * A business as of some event: every row mentioned in the log, and what is occupied. Built only from the rows
 * before and after.
 */
export function createPast() {
  const tables = new Map<string, Map<string, Row>>();
  const open = new Map<string, Row>();
  const items = new Map<string, Map<string, Row>>();
  let facts: Facts = { services: [], units: {}, customers: [], settings: [] };
  const taken = createTaken(() => facts.units);
  const table = (name: string): Map<string, Row> => {
    const rows = tables.get(name) ?? new Map<string, Row>();
    tables.set(name, rows);
    return rows;
  };

  /** What an owner occupies now, according to the rows. */
  function stretchesOf(owner: string): readonly Stretch[] {
    const visit = table("bookings").get(owner);
    if (visit) return stands(visit) ? itemsOf(owner).flatMap((item) => ofItem(owner, item)) : [];
    const hold = table("holds").get(owner);
    if (hold) {
      const held = JSON.parse(hold["items"]) as Row[];
      return held
        .flatMap((item) => footprint(owner, item, item["terms"]))
        .map((row) => ({ ...row, expires: hold["expires_at"] as number }));
    }
    const absence = table("time_off").get(owner);
    if (absence) return [absent(absence)];
    const chain = [...table("waitlist_chains").values()].find((one) => one["hold_id"] === owner);
    if (chain) return chain["state"] === "open" ? heldForChain(chain) : [];
    const offer = openOffers().find((one) => one["hold_id"] === owner);
    return offer ? ofOffer(offer) : [];
  }

  function ofOffer(offer: Row): readonly Stretch[] {
    return footprint(offer["hold_id"], offer, service(offer["service_id"])["terms"]);
  }

  /** Each link of a chain gets the time of the previous visit, which keeps it until all have agreed. */
  function heldForChain({ id }: Row): readonly Stretch[] {
    const links = [...table("waitlist_chain_steps").values()]
      .filter((step) => step["chain_id"] === id)
      .toSorted((a, b) => a["position"] - b["position"]);
    return links.flatMap((step, n) => {
      const offer = table("waitlist_offers").get(step["offer_id"]);
      return offer ? without(ofOffer(offer), taken.of(links[n - 1]?.["visit_uid"])) : [];
    });
  }

  function ofItem(owner: string, item: Row): readonly Stretch[] {
    return footprint(owner, item, JSON.parse(item["terms"]));
  }

  function itemsOf(uid: string): Row[] {
    return [...(items.get(uid)?.values() ?? [])];
  }

  function openOffers(): Row[] {
    return [...open.values()];
  }

  function service(id: string): Row {
    const row = facts.services.find((one) => one["id"] === id);
    if (!row) throw new Error(`There is no service ${id}.`);
    return row;
  }

  /** Applies a change, and returns contradictions within the log. */
  function take({ table: name, id, before, after }: Change): string[] {
    const rows = table(name);
    const known = rows.get(id);
    if (after === null) rows.delete(id);
    else rows.set(id, after);
    index(name, id, after);
    if (!(name in REBUILT) || (name === "freed_slots" && !known)) return [];
    const isSame = before === null ? known === undefined : known !== undefined && agrees(known, before);
    return isSame ? [] : [`the log tells of a ${name} row ${id} that is not as it left it`];
  }

  /** Indexes what is looked up often. */
  function index(name: string, id: string, after: Row | null): void {
    if (name === "waitlist_offers") {
      if (after?.["state"] === "open") open.set(id, after);
      else open.delete(id);
    }
    if (name !== "booking_items" || after === null) return;
    const uid = after["booking_uid"] as string;
    items.set(uid, (items.get(uid) ?? new Map<string, Row>()).set(id, after));
  }

  return {
    taken,
    table,
    stretchesOf,
    openOffers,
    itemsOf,
    service,
    take,
    /** A setting's document as of this event. */
    setting: (key: string): Row => {
      const row = table("settings").get(key) ?? facts.settings.find((one) => one["key"] === key);
      if (!row) throw new Error(`There is no setting ${key}.`);
      return JSON.parse(row["document"]) as Row;
    },
    know: (history: History): void => {
      facts = { ...history, settings: settingsBefore(history) };
    },
    /** Whether two customers are one person, as far as we know. */
    isSamePerson: (one: string, other: string): boolean => {
      if (one === other) return true;
      const ways = (id: string): unknown[] => {
        const row = facts.customers.find((customer) => customer["id"] === id);
        return [row?.["email"], row?.["phone"]].filter((way) => typeof way === "string");
      };
      const known = ways(other);
      return ways(one).some((way) => known.includes(way));
    },
  };
}

/** The parts of these stretches that the others do not already occupy. */
function without(rows: readonly Stretch[], others: readonly Stretch[]): readonly Stretch[] {
  return others.reduce<readonly Stretch[]>(
    (left, other) =>
      left.flatMap((row) => {
        if (row.subject !== other.subject || other.end <= row.start || row.end <= other.start) return [row];
        const parts = [
          { ...row, end: other.start },
          { ...row, start: other.end },
        ];
        return parts.filter((part) => part.start < part.end);
      }),
    rows,
  );
}

export type Past = ReturnType<typeof createPast>;

/** The settings before the first event that changed them. */
function settingsBefore({ settings, events }: History): Row[] {
  const changes = events.flatMap((event) => event.changes).filter(({ table }) => table === "settings");
  return settings.map((row) => changes.find(({ id }) => id === row["key"])?.before ?? row);
}

/** The owners whose occupancies a change may have affected. */
export function ownersOf({ table, id, before, after }: Change): string[] {
  const row = after ?? before ?? {};
  if (table === "bookings" || table === "holds" || table === "time_off") return [id];
  if (table === "booking_items") return [row["booking_uid"] as string];
  const isHeld = table === "waitlist_offers" || table === "waitlist_chains";
  return isHeld ? [row["hold_id"] as string] : [];
}

export function stands({ status }: Row): boolean {
  return status !== "cancelled" && status !== "no_show";
}

function agrees(known: Row, told: Row): boolean {
  return Object.keys(told).every((column) => same(known[column], told[column]));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function absent({ id, staff_id: subject, start_at: start, end_at: end }: Row): Stretch {
  return { owner: id, subject, claim: id, start, end, capacity: 1, absent: true };
}
