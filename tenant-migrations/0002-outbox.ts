import { type RawBuilder, sql } from "kysely";

/** What the outbox needs to be sent, watched and replayed. */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  // How often it went out although an earlier attempt may have arrived.
  run(sql`alter table outbox add column repeats integer not null default 0`);
  run(sql`create index outbox_by_state on outbox (state, id)`);
  // Counted after every delivery, and hardly ever there.
  run(sql`create index outbox_undelivered on outbox (id) where state in ('dead', 'unknown')`);
}
