import { type RawBuilder, sql } from "kysely";

/**
 * Gives the index over times everything that availability reads, so that it never goes on to the rows: they
 * lie where they were booked, all over the file.
 */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  run(sql`drop index occupancies_by_subject`);
  run(sql`create index occupancies_by_subject on occupancies (subject_id, start_at, end_at, expires_at)`);
}
