import { type RawBuilder, sql } from "kysely";

/** Whatever keeps a person or a thing busy, and the rules about who may be where, which the file itself holds to. */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  for (const statement of [occupancies, bySubject, byOwner, questions, guard, onInsert, onUpdate])
    run(statement);
}

/** 48 hours: the longest row, so that a search for what overlaps never reads history. */
const MAX_SPAN = sql.lit(48 * 60 * 60 * 1000);

// Only holds carry expires_at: the rest ends by a command.
const occupancies = sql`
  create table occupancies (
    id integer primary key,
    subject_kind text not null check (subject_kind in ('staff', 'resource')),
    subject_id text not null,
    kind text not null check (kind in ('visit', 'hold', 'offer', 'absence', 'busy')),
    owner_id text not null,
    claim text not null,
    seats integer not null default 1 check (seats >= 1),
    capacity integer not null default 1 check (capacity >= 1),
    start_at integer not null,
    end_at integer not null,
    expires_at integer,
    check (end_at > start_at and end_at - start_at <= ${MAX_SPAN}),
    check ((kind = 'hold') = (expires_at is not null))
  ) strict`;

// Has everything that availability reads, so that it never goes on to the rows: they are thrice as long, and lie
// where they were booked, all over the file.
const bySubject = sql`
  create index occupancies_by_subject on occupancies (subject_id, start_at, end_at, expires_at)`;

// A visit's rows are found by its parts, which say whom it keeps busy and when.
const byOwner = sql`create index occupancies_by_owner on occupancies (owner_id) where kind <> 'visit'`;

// Asking whether a row fits is inserting it here, where nothing is kept. `id`: the row that is changed, or null.
const questions = sql`
  create view occupancy_questions (id, subject_kind, subject_id, claim, seats, capacity, start_at, end_at)
  as select 0, 0, 0, 0, 0, 0, 0, 0`;

/** Other rows of the same person or thing that overlap the one in question. */
const overlapping = sql`
  o.subject_id = new.subject_id and o.id is not new.id
  and o.start_at > new.start_at - ${MAX_SPAN} and o.start_at < new.end_at and o.end_at > new.start_at`;

/**
 * Refuses a visit, hold or offer that does not fit. A person: nothing may overlap but seats of the same
 * class, up to its capacity. A thing: it exists, and at its start and wherever another row starts inside
 * it, fewer other claims are there than there are units. Reads no clock: every row counts as live.
 */
const guard = sql`
  create trigger occupancy_questions_guard instead of insert on occupancy_questions
  begin
    select raise(abort, 'occupancy_conflict')
    from (
      select sum(o.seats) as seats,
        max(o.claim <> new.claim or o.start_at <> new.start_at or o.end_at <> new.end_at) as is_other
      from occupancies o where new.subject_kind = 'staff' and ${overlapping})
    where new.subject_kind = 'staff' and (is_other or new.seats + coalesce(seats, 0) > new.capacity);
    select raise(abort, 'occupancy_conflict')
    where new.subject_kind = 'resource' and not exists (select 1 from resources where id = new.subject_id);
    select raise(abort, 'occupancy_conflict')
    from occupancies o
    where new.subject_kind = 'resource' and ${overlapping} and (
      select count(distinct at.claim) from occupancies at
      where at.subject_id = new.subject_id and at.id is not new.id and at.claim <> new.claim
        and at.start_at > max(o.start_at, new.start_at) - ${MAX_SPAN}
        and at.start_at <= max(o.start_at, new.start_at) and at.end_at > max(o.start_at, new.start_at)
    ) >= (select quantity from resources where id = new.subject_id);
  end`;

const row = sql`
  new.subject_kind, new.subject_id, new.claim, new.seats, new.capacity, new.start_at, new.end_at`;

const onInsert = sql`
  create trigger occupancies_guard_insert before insert on occupancies
  when new.kind in ('visit', 'hold', 'offer')
  begin insert into occupancy_questions values (null, ${row}); end`;

// Checked again only where the row grows, moves, takes more, or becomes firm.
const onUpdate = sql`
  create trigger occupancies_guard_update before update on occupancies
  when new.kind in ('visit', 'hold', 'offer') and (
    new.subject_id <> old.subject_id or new.claim <> old.claim or new.kind <> old.kind
    or new.start_at < old.start_at or new.end_at > old.end_at
    or new.seats > old.seats or new.capacity < old.capacity)
  begin insert into occupancy_questions values (new.id, ${row}); end`;
