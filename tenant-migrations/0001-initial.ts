import { type RawBuilder, sql } from "kysely";

/**
 * Everything that a business owns: its configuration, customers, visits, and the log of every change.
 * Instants are epoch milliseconds in UTC; local times are text in the business's zone.
 *
 * Every B-tree that a booking changes is one more page to read, write and sync. So a table that bookings
 * write has no index that no query uses, and if its rows are short and looked up by id, it is a single tree
 * (without rowid).
 *
 * SQLite keeps the checks of every open file parsed. They guard what rules and indexes rely on: amounts, the
 * order of times, states, and configuration that a person may have edited by hand. They do not re-check
 * documents and flags that only the product writes, nor list values that will be added to (channels, sources,
 * causes).
 */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  for (const statement of [meta, settings, ...configuration, ...people, ...visits, ...log]) run(statement);
}

// Names the owner of this file. `config_version` rises with each change of configuration.
const meta = sql`
  create table meta (
    singleton integer primary key check (singleton = 1),
    tenant_id text not null check (length(tenant_id) = 26),
    incarnation text not null,
    config_version integer not null default 1,
    created_at integer not null
  ) strict`;

// One document each: profile, hours, policies, branding, …
const settings = sql`
  create table settings (
    key text primary key,
    document text not null check (json_valid(document)),
    version integer not null default 1,
    updated_at integer not null
  ) strict, without rowid`;

// Commands check that refs are unique against the whole list, which they have read anyway: no index is
// needed.
const configuration = [
  sql`
  create table resources (
    id text primary key,
    ref text not null,
    name text not null,
    quantity integer not null check (quantity between 1 and 1000),
    active integer not null default 1,
    version integer not null default 1,
    created_at integer not null,
    updated_at integer not null,
    archived_at integer
  ) strict`,
  sql`
  create table services (
    id text primary key,
    ref text not null,
    name text not null,
    description text not null default '',
    aliases text not null default '[]',
    duration_minutes integer not null check (duration_minutes between 1 and 1440),
    steps text not null default '[]' check (json_valid(steps)),
    price_cents integer not null default 0 check (price_cents >= 0),
    currency text not null,
    deposit_cents integer not null default 0 check (deposit_cents >= 0),
    buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 480),
    buffer_after_minutes integer not null default 0 check (buffer_after_minutes between 0 and 480),
    slot_interval_minutes integer not null check (slot_interval_minutes between 1 and 1440),
    slot_alignment text not null default 'clock',
    capacity integer not null default 1 check (capacity between 1 and 1000),
    min_notice_minutes integer,
    limits text not null default '{}',
    active integer not null default 1,
    sort_order integer not null default 0,
    version integer not null default 1,
    created_at integer not null,
    updated_at integer not null,
    archived_at integer
  ) strict`,
  sql`
  create table service_resources (
    service_id text not null references services (id),
    resource_id text not null references resources (id),
    primary key (service_id, resource_id)
  ) strict, without rowid`,
  // hours: a week document, or null for a person who works the business's hours
  sql`
  create table staff (
    id text primary key,
    ref text not null,
    name text not null,
    email text,
    title text not null default '',
    priority integer not null default 0,
    time_zone text,
    hours text check (hours is null or json_valid(hours)),
    limits text not null default '{}',
    active integer not null default 1,
    sort_order integer not null default 0,
    version integer not null default 1,
    created_at integer not null,
    updated_at integer not null,
    archived_at integer
  ) strict`,
  sql`
  create table staff_services (
    staff_id text not null references staff (id),
    service_id text not null references services (id),
    primary key (staff_id, service_id)
  ) strict, without rowid`,
  // staff_id null: the business itself. There is one row per date.
  sql`
  create table overrides (
    id text primary key,
    staff_id text references staff (id),
    date text not null check (date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    hours text not null check (json_valid(hours)),
    version integer not null default 1,
    created_at integer not null,
    updated_at integer not null
  ) strict`,
  sql`
  create table time_off (
    id text primary key,
    staff_id text not null references staff (id),
    start_at integer not null,
    end_at integer not null check (end_at > start_at),
    start_local text not null,
    end_local text not null,
    reason text not null default '',
    version integer not null default 1,
    created_at integer not null,
    updated_at integer not null
  ) strict`,
  sql`create index time_off_by_staff on time_off (staff_id, end_at)`,
  sql`
  create table faqs (
    id text primary key,
    question text not null,
    answer text not null,
    tags text not null default '[]',
    active integer not null default 1,
    sort_order integer not null default 0,
    version integer not null default 1,
    created_at integer not null,
    updated_at integer not null,
    archived_at integer
  ) strict`,
];

const people = [
  sql`
  create table customers (
    id text primary key,
    name text not null,
    email text,
    phone text,
    notes text not null default '',
    sms_consent_at integer,
    version integer not null default 1,
    created_at integer not null,
    updated_at integer not null,
    erased_at integer
  ) strict, without rowid`,
  sql`create index customers_by_email on customers (email) where email is not null`,
  sql`create index customers_by_phone on customers (phone) where phone is not null`,
];

// Terms (price, lengths, buffers, policy) are copied when a visit is booked: later edits do not affect it.
// release_minutes: the policy's, after which a customer who has not come loses the visit; null: never.
const visits = [
  sql`
  create table bookings (
    uid text primary key,
    customer_id text not null references customers (id),
    status text not null check (status in ('pending_payment', 'confirmed', 'completed', 'no_show', 'cancelled')),
    payment_status text not null default 'none',
    source text not null,
    start_at integer not null,
    end_at integer not null check (end_at > start_at),
    price_cents integer not null check (price_cents >= 0),
    currency text not null,
    policy text not null,
    notes text not null default '',
    series_id text,
    release_minutes integer,
    checked_in_at integer,
    cancelled_at integer,
    cancel_reason text,
    version integer not null default 1,
    created_at integer not null,
    updated_at integer not null
  ) strict, without rowid`,
  // The order in which visits are listed. Those of a date are counted by following it to their parts.
  sql`create index bookings_by_start on bookings (start_at, uid)`,
  sql`create index bookings_by_customer on bookings (customer_id, start_at)`,
  // When a visit is given away because its customer has not come.
  sql`
  create index bookings_to_release on bookings (start_at + release_minutes * 60000)
    where release_minutes is not null and status = 'confirmed' and checked_in_at is null`,
  sql`
  create table booking_items (
    booking_uid text not null references bookings (uid),
    position integer not null,
    service_id text not null references services (id),
    staff_id text not null references staff (id),
    start_at integer not null,
    end_at integer not null check (end_at > start_at),
    price_cents integer not null check (price_cents >= 0),
    terms text not null,
    staff_choice text not null,
    assigned_at integer not null,
    counts integer not null default 1,
    primary key (booking_uid, position)
  ) strict, without rowid`,
  // For the fair order: when each person was last booked. Cancelled and missed visits do not count.
  sql`create index booking_items_by_assignment on booking_items (staff_id, assigned_at) where counts = 1`,
  // items: what is held for whom, under the terms that were shown.
  sql`
  create table holds (
    id text primary key,
    items text not null,
    start_at integer not null,
    end_at integer not null check (end_at > start_at),
    expires_at integer not null,
    created_at integer not null
  ) strict`,
  sql`create index holds_by_expiry on holds (expires_at)`,
  // Stored in order of arrival, which is by age: expired rows are at the start. Answers are long, so in key
  // order each would touch a page of its own.
  sql`
  create table idempotency_keys (
    id integer primary key,
    scope text not null,
    key text not null,
    request_hash text not null,
    response text not null,
    created_at integer not null,
    unique (scope, key)
  ) strict`,
];

const log = [
  // changes: the rows before and after, without personal columns. Rows are never deleted, so the next number
  // is the highest plus one; AUTOINCREMENT would maintain a second counter.
  sql`
  create table events (
    seq integer primary key,
    id text not null,
    at integer not null,
    kind text not null,
    subject text not null,
    actor_kind text not null,
    actor_id text,
    channel text not null,
    reason text,
    changes text not null
  ) strict`,
  sql`
  create trigger events_never_change before update on events
  begin select raise(abort, 'events are append-only'); end`,
  sql`
  create trigger events_never_go before delete on events
  begin select raise(abort, 'events are append-only'); end`,
  // Messages to be sent later. Their text is composed when they are sent, from what is true then.
  // repeats: how often one was sent although an earlier attempt may have arrived.
  sql`
  create table outbox (
    id text primary key,
    kind text not null,
    channel text not null,
    customer_id text references customers (id),
    booking_uid text references bookings (uid),
    booking_version integer,
    dedupe_key text,
    payload text not null default '{}',
    state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'unknown', 'dead', 'skipped')),
    due_at integer not null,
    attempts integer not null default 0,
    claimed_until integer,
    provider_id text,
    last_error text,
    sent text,
    sent_at integer,
    created_at integer not null,
    repeats integer not null default 0
  ) strict, without rowid`,
  // Messages about a visit have no dedupe_key: there is one per version of the visit, and each version is
  // reached only once.
  sql`create unique index outbox_once on outbox (dedupe_key) where dedupe_key is not null`,
  sql`create index outbox_due on outbox (due_at) where state = 'queued'`,
  sql`create index outbox_in_flight on outbox (claimed_until) where state = 'sending'`,
  // Only the rare states: with an index over all of them, SQLite would use it to find what is due, and sort
  // each time.
  sql`
  create index outbox_set_aside on outbox (state, id)
    where state = 'dead' or state = 'unknown' or state = 'skipped'`,
];
