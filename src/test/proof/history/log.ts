import { type ReadRows, readServices, type Row } from "../consistency.ts";

/** A row of a table before and after, as the log has it. */
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

/** Why somebody who waits was asked for a freed time, or passed over. */
export type Decision = {
  readonly slot_id: string;
  readonly entry_id: string;
  readonly outcome: string;
  readonly reason: string;
  readonly at: number;
};

/** What happened to a business after an event, and how its file stands since. */
export type History = {
  readonly events: readonly LoggedEvent[];
  readonly decisions: readonly Decision[];
  /** Services with their staff and things; neither changes in these histories. */
  readonly services: readonly Row[];
  /** Units of each thing. */
  readonly units: Readonly<Record<string, number>>;
  /** How each customer is reached. */
  readonly customers: readonly Row[];
  /** The business's settings as they are: as they always were, where the log tells of no change. */
  readonly settings: readonly Row[];
  /** The tables as they are, to be compared with what the log says of them. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
};

/** The tables that the log must be able to bring back, with the name of their key. */
export const REBUILT: Readonly<Record<string, string>> = {
  bookings: "uid",
  waitlist_entries: "id",
  waitlist_offers: "id",
  waitlist_chains: "id",
  waitlist_chain_steps: "offer_id",
  freed_slots: "id",
  time_off: "id",
};

/** Reads a tenant's file from the event after `seq` on. */
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
