import { type ReadRows, readServices, type Row } from "../consistency.ts";

/** A row of a table before and after, as in the log. */
export type Change = {
  readonly table: string;
  readonly id: string;
  readonly before: Row | null;
  readonly after: Row | null;
};

export type LoggedEvent = {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly subject: string;
  readonly changes: readonly Change[];
};

/** Why somebody who waits was asked about a freed time, or passed over. */
export type Decision = {
  readonly slot_id: string;
  readonly entry_id: string;
  readonly outcome: string;
  readonly reason: string;
  readonly at: number;
};

/** What happened to a business after an event, and its file's current state. */
export type History = {
  readonly events: readonly LoggedEvent[];
  readonly decisions: readonly Decision[];
  /** Services with their staff and resources, which do not change in these histories. */
  readonly services: readonly Row[];
  /** The number of units of each resource. */
  readonly units: Readonly<Record<string, number>>;
  /** How each customer can be reached. */
  readonly customers: readonly Row[];
  /** The business's current settings, which are also the original ones if the log contains no change. */
  readonly settings: readonly Row[];
  /** The current tables, to compare with what the log says. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
};

/** The tables that must be reconstructible from the log, with their key columns. */
export const REBUILT: Readonly<Record<string, string>> = {
  bookings: "uid",
  waitlist_entries: "id",
  waitlist_offers: "id",
  waitlist_chains: "id",
  waitlist_chain_steps: "offer_id",
  freed_slots: "id",
  time_off: "id",
};

/** Reads a tenant's file, with the events after `seq`. */
export function readHistory(read: ReadRows, seq = 0): History {
  const events = read(`select * from events where seq > ${seq} order by seq`);
  return {
    events: events.map(
      ({ changes, ...event }) => ({ ...event, changes: JSON.parse(changes) }) as LoggedEvent,
    ),
    decisions: read("select * from waitlist_decisions order by id") as Decision[],
    services: readServices(read),
    units: Object.fromEntries(
      read("select id, quantity from resources").map((row) => [row["id"], row["quantity"]]),
    ),
    customers: read("select id, email, phone from customers"),
    settings: read("select * from settings"),
    tables: {
      ...Object.fromEntries(Object.keys(REBUILT).map((table) => [table, read(`select * from ${table}`)])),
      occupancies: read("select * from occupancies"),
    },
  };
}
