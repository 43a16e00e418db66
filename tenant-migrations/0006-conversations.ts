import { type RawBuilder, sql } from "kysely";

/**
 * Conversations with the assistant, their turns, the questions it could not answer, and what its models cost.
 */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  for (const statement of [conversations, byHold, unused, turns, unanswered, usage, assistantOff])
    run(statement);
}

// In the order in which they began.
// state: one document, only changed together with version.
const conversations = sql`
  create table conversations (
    seq integer primary key,
    id text not null unique,
    channel text not null,
    state text not null,
    version integer not null default 1,
    turns integer not null default 0,
    started_at integer not null,
    last_at integer not null,
    ended_at integer,
    address_hash text,
    user_agent text,
    hold_id text,
    hold_start_at integer,
    hold_until integer,
    booking_uid text references bookings (uid),
    outcome text,
    summary text not null default '',
    cost_micros integer not null default 0,
    check ((hold_id is null) = (hold_start_at is null)),
    check ((hold_id is null) = (hold_until is null))
  ) strict`;

// The few conversations that currently hold a time for their customer.
const byHold = sql`
  create index conversations_by_hold on conversations (hold_until) where hold_until is not null`;

// Conversations in which nothing has been said yet; most of them stay that way.
const unused = sql`
  create index conversations_unused on conversations (started_at) where turns = 0`;

// events: null until the turn is complete.
const turns = sql`
  create table conversation_turns (
    conversation integer not null references conversations (seq),
    turn integer not null check (turn > 0),
    client_message_id text,
    text text not null,
    input text not null,
    at integer not null,
    gate text,
    events text,
    trace text,
    usage text,
    brain text,
    ms integer,
    primary key (conversation, turn)
  ) strict, without rowid`;

const unanswered = sql`
  create table unanswered_questions (
    id text not null,
    key text primary key,
    question text not null,
    times integer not null default 1,
    first_at integer not null,
    last_at integer not null
  ) strict, without rowid`;

const usage = sql`
  create table model_usage (
    date text not null check (date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    provider text not null,
    model text not null,
    turns integer not null,
    uncached_in integer not null,
    cache_read integer not null,
    cache_write integer not null,
    output integer not null,
    cost_micros integer not null,
    primary key (date, provider, model)
  ) strict, without rowid`;

// `enabled: false` becomes the value `off` of `brain`.
const assistantOff = sql`
  update settings
  set document = json_remove(
    iif(json_extract(document, '$.enabled') = 0, json_set(document, '$.brain', 'off'), document), '$.enabled')
  where key = 'assistant'`;
