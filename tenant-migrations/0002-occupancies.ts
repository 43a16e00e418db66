import { type RawBuilder, sql } from "kysely";

/**
 * Everything that keeps a person or a thing busy, and the rules about overlaps, enforced by the file itself.
 */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  for (const statement of [occupancies, bySubject, byOwner, guard, onlyShrinks]) run(statement);
}

/** 48 hours in milliseconds: the longest row, so that a search for overlaps never reads history. */
const MAX_SPAN = sql.lit(48 * 60 * 60 * 1000);

// Only holds have expires_at: everything else ends by a command.
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

// A covering index for availability, which therefore never reads the rows: they are three times as long and,
// being in order of booking, scattered over the file.
const bySubject = sql`
  create index occupancies_by_subject on occupancies (subject_id, start_at, end_at, expires_at)`;

// A visit's rows are found through its parts, which name the people and times; so they need no entry here.
const byOwner = sql`create index occupancies_by_owner on occupancies (owner_id) where kind <> 'visit'`;

/**
 * Refuses a visit, hold or offer that does not fit. A person: only seats of the same class may overlap, up to
 * its capacity. A thing: it must exist, and at the row's start and wherever another row starts within it,
 * fewer other claims must be present than there are units. Reads no clock: every row counts as live.
 * `instant`: where another row begins to overlap.
 */
const guard = sql`
  create trigger occupancies_guard before insert on occupancies
  when new.kind in ('visit', 'hold', 'offer')
  begin
    select raise(abort, 'occupancy_conflict')
    from (
      select sum(seats) as taken,
        max(claim <> new.claim or start_at <> new.start_at or end_at <> new.end_at) as is_other,
        max(iif(new.subject_kind = 'resource', (
          select count(distinct claim) from occupancies
          where subject_id = new.subject_id and claim <> new.claim
            and start_at > instant - ${MAX_SPAN} and start_at <= instant and end_at > instant
        ), 0)) as claims
      from (
        select *, max(start_at, new.start_at) as instant from occupancies
        where subject_id = new.subject_id
          and start_at > new.start_at - ${MAX_SPAN} and start_at < new.end_at and end_at > new.start_at))
    where iif(new.subject_kind = 'resource',
      coalesce(claims, 0) >= coalesce((select quantity from resources where id = new.subject_id), 0),
      is_other or new.seats + coalesce(taken, 0) > new.capacity);
  end`;

// A row may only release time. To move, grow or become firm, it is deleted and inserted again. So the rules,
// which every open file keeps parsed, exist only once.
const onlyShrinks = sql`
  create trigger occupancies_only_shrink before update on occupancies
  when new.kind in ('visit', 'hold', 'offer') and (
    new.subject_id <> old.subject_id or new.claim <> old.claim or new.kind <> old.kind
    or new.start_at < old.start_at or new.end_at > old.end_at
    or new.seats > old.seats or new.capacity < old.capacity)
  begin select raise(abort, 'occupancies are entered anew'); end`;
