import { type RawBuilder, sql } from "kysely";

/** What the outbox needs to be sent, watched and replayed. */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  // How often it went out although an earlier attempt may have arrived.
  run(sql`alter table outbox add column repeats integer not null default 0`);
  // Only the states that are rare: an index over all would be taken for what is due, and sorted each time.
  run(sql`
    create index outbox_set_aside on outbox (state, id)
    where state = 'dead' or state = 'unknown' or state = 'skipped'`);
}
