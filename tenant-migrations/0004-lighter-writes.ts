import { type RawBuilder, sql } from "kysely";

/**
 * Makes a booking's commit lighter: every index of a table that it writes is a page more to read, write and
 * bring to the disk. Those that no query reads go; an index comes back together with the query that needs it.
 */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  for (const statement of [...events, ...keys, ...customers, sql`drop index outbox_by_booking`])
    run(statement);
}

// Without an index beside it. No row ever goes, so that the next number is the highest plus one anyway, and
// AUTOINCREMENT would only keep a second count of it.
const events = [
  sql`
  create table events_anew (
    seq integer primary key,
    id text not null,
    at integer not null,
    kind text not null,
    subject text not null,
    actor_kind text not null check (actor_kind in ('customer', 'person', 'assistant', 'system', 'api_key', 'platform')),
    actor_id text,
    channel text not null,
    reason text,
    changes text not null check (json_valid(changes))
  ) strict`,
  sql`
  insert into events_anew
  select seq, id, at, kind, subject, actor_kind, actor_id, channel, reason, changes from events order by seq`,
  sql`drop table events`,
  sql`alter table events_anew rename to events`,
  sql`
  create trigger events_never_change before update on events
  begin select raise(abort, 'events are append-only'); end`,
  sql`
  create trigger events_never_go before delete on events
  begin select raise(abort, 'events are append-only'); end`,
];

// In the order in which they came, which is that of their age: what is too old stands at the beginning. An
// answer is long, and in the order of the keys each would lie on a page of its own.
const keys = [
  sql`
  create table idempotency_keys_anew (
    id integer primary key,
    scope text not null,
    key text not null,
    request_hash text not null,
    response text not null check (json_valid(response)),
    created_at integer not null,
    unique (scope, key)
  ) strict`,
  sql`
  insert into idempotency_keys_anew (scope, key, request_hash, response, created_at)
  select scope, key, request_hash, response, created_at from idempotency_keys order by created_at`,
  sql`drop table idempotency_keys`,
  sql`alter table idempotency_keys_anew rename to idempotency_keys`,
];

// Short rows that are looked up by their id: one tree instead of two.
const customers = [
  sql`
  create table customers_anew (
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
  sql`
  insert into customers_anew
  select id, name, email, phone, notes, sms_consent_at, version, created_at, updated_at, erased_at
  from customers order by id`,
  sql`drop table customers`,
  sql`alter table customers_anew rename to customers`,
  sql`create index customers_by_email on customers (email) where email is not null`,
  sql`create index customers_by_phone on customers (phone) where phone is not null`,
];
