import { type RawBuilder, sql } from "kysely";

/**
 * Chains on the waitlist: each visit moves into the time of the next, all or none, so that somebody who waits
 * gets the last one's time. Each link is an offer; all offers of a chain concern one freed slot.
 */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  for (const statement of [...offersAnew, ...offerIndexes, ...chains, ...steps]) run(statement);
}

const columns = sql.raw(
  `id, slot_id, entry_id, customer_id, hold_id, mode, service_id, staff_id, start_at, end_at, price_cents,
   currency, duration_minutes, state, notify_at, expires_at, decided_at, created_at`,
);

// Recreated to allow one more mode. No foreign keys refer to offers yet.
const offersAnew = [
  sql`
  create table waitlist_offers_anew (
    id text primary key,
    slot_id text not null references freed_slots (id),
    entry_id text not null references waitlist_entries (id),
    customer_id text not null references customers (id),
    hold_id text not null,
    mode text not null check (mode in ('one_at_a_time', 'everyone_at_once', 'owner', 'chain')),
    service_id text not null references services (id),
    staff_id text not null references staff (id),
    start_at integer not null,
    end_at integer not null check (end_at > start_at),
    price_cents integer not null,
    currency text not null,
    duration_minutes integer not null,
    state text not null default 'open'
      check (state in ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
    notify_at integer not null,
    expires_at integer not null,
    decided_at integer,
    created_at integer not null,
    check ((state = 'open') = (decided_at is null))
  ) strict`,
  sql`insert into waitlist_offers_anew (${columns}) select ${columns} from waitlist_offers order by id`,
  sql`drop table waitlist_offers`,
  sql`alter table waitlist_offers_anew rename to waitlist_offers`,
];

const offerIndexes = [
  sql`create unique index waitlist_offers_one_a_person on waitlist_offers (customer_id) where state = 'open'`,
  sql`
  create unique index waitlist_offers_one_a_slot on waitlist_offers (slot_id)
    where state = 'open' and mode not in ('everyone_at_once', 'chain')`,
  sql`create index waitlist_offers_by_expiry on waitlist_offers (expires_at) where state = 'open'`,
  sql`create index waitlist_offers_by_slot on waitlist_offers (slot_id)`,
  sql`create index waitlist_offers_by_entry on waitlist_offers (entry_id)`,
];

// hold_id: the owner of the rows in occupancies, as for its offers.
// people: how many have to agree.
const chains = [
  sql`
  create table waitlist_chains (
    id text primary key,
    slot_id text not null references freed_slots (id),
    hold_id text not null,
    people integer not null,
    state text not null check (state in ('open', 'done', 'released')),
    why text,
    expires_at integer not null,
    decided_at integer,
    created_at integer not null,
    check ((state = 'open') = (decided_at is null)),
    check ((state = 'released') = (why is not null))
  ) strict`,
  sql`create unique index waitlist_chains_one_a_slot on waitlist_chains (slot_id) where state = 'open'`,
];

// position: counted from the freed time.
// visit_uid: the visit whose time the next link gets; null for somebody without a visit.
// shown_*: what they agreed to.
// asked: 0 if they let us book for them.
// passed_over: who was not chosen, and why.
const steps = [
  sql`
  create table waitlist_chain_steps (
    offer_id text primary key references waitlist_offers (id),
    chain_id text not null references waitlist_chains (id),
    position integer not null,
    entry_id text not null references waitlist_entries (id),
    visit_uid text references bookings (uid),
    from_start_at integer,
    asked integer not null,
    state text not null
      check (state in ('asked', 'agreed', 'done', 'declined', 'expired', 'refused', 'withdrawn')),
    shown_price_cents integer not null,
    shown_minutes integer not null,
    passed_over text not null,
    answered_at integer,
    check ((visit_uid is null) = (from_start_at is null)),
    unique (chain_id, position)
  ) strict, without rowid`,
  sql`
  create unique index waitlist_chain_steps_one_a_visit on waitlist_chain_steps (visit_uid)
    where visit_uid is not null and state in ('asked', 'agreed')`,
];
