import { type RawBuilder, sql } from "kysely";

/** The waitlist: who waits for what, which time was freed, who was offered it, and why. */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  for (const statement of [...entries, ...freedSlots, ...offers, ...decisions]) run(statement);
}

// place: the order in which people are asked, kept whatever becomes of an offer.
// open_until: the end of the times that they asked for, while they wait; then null.
// earlier_than: the visit that they have and would rather have sooner.
const entries = [
  sql`
  create table waitlist_entries (
    place integer primary key,
    id text not null unique,
    customer_id text not null references customers (id),
    service_id text not null references services (id),
    staff_id text references staff (id),
    start_date text not null,
    end_date text not null check (end_date >= start_date),
    from_time text,
    to_time text,
    auto_book integer not null default 0,
    earlier_than text references bookings (uid),
    shown_price_cents integer not null,
    shown_minutes integer not null,
    channel text not null,
    status text not null default 'waiting' check (status in ('waiting', 'offered', 'booked', 'closed')),
    close_reason text,
    booking_uid text references bookings (uid),
    open_until integer,
    version integer not null default 1,
    created_at integer not null,
    updated_at integer not null,
    check ((status in ('waiting', 'offered')) = (open_until is not null)),
    check ((status = 'closed') = (close_reason is not null))
  ) strict`,
  sql`create index waitlist_entries_open on waitlist_entries (open_until) where open_until is not null`,
  sql`create index waitlist_entries_by_visit on waitlist_entries (earlier_than) where earlier_than is not null`,
];

// times: which people and things became free and when, so that anyone who needs any of it can be asked.
const freedSlots = [
  sql`
  create table freed_slots (
    id text primary key,
    cause text not null,
    freed_by text references bookings (uid),
    not_for text references customers (id),
    start_at integer not null,
    end_at integer not null check (end_at > start_at),
    times text not null,
    state text not null check (state in ('offered', 'filled', 'public')),
    created_at integer not null,
    updated_at integer not null
  ) strict`,
];

// hold_id: the owner of the rows in occupancies; offers of one slot to everyone at once share it.
const offers = [
  sql`
  create table waitlist_offers (
    id text primary key,
    slot_id text not null references freed_slots (id),
    entry_id text not null references waitlist_entries (id),
    customer_id text not null references customers (id),
    hold_id text not null,
    mode text not null check (mode in ('one_at_a_time', 'everyone_at_once', 'owner')),
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
  // One open offer per person, and so per entry; one hold per freed slot.
  sql`create unique index waitlist_offers_one_a_person on waitlist_offers (customer_id) where state = 'open'`,
  sql`
  create unique index waitlist_offers_one_a_slot on waitlist_offers (slot_id)
    where state = 'open' and mode <> 'everyone_at_once'`,
  sql`create index waitlist_offers_by_expiry on waitlist_offers (expires_at) where state = 'open'`,
  sql`create index waitlist_offers_by_slot on waitlist_offers (slot_id)`,
  sql`create index waitlist_offers_by_entry on waitlist_offers (entry_id)`,
];

const decisions = [
  sql`
  create table waitlist_decisions (
    id integer primary key,
    slot_id text not null references freed_slots (id),
    entry_id text not null references waitlist_entries (id),
    outcome text not null,
    reason text not null,
    at integer not null,
    unique (slot_id, entry_id, outcome, reason)
  ) strict`,
  sql`create index waitlist_decisions_by_entry on waitlist_decisions (entry_id, id)`,
];
