import { type RawBuilder, sql } from "kysely";

/**
 * The public holidays that close a business, worked out ahead from its country's rules: what reads the
 * calendar never needs those rules.
 */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  run(holidays);
  run(holidayYears);
}

// closed 0: the owner works on it
const holidays = sql`
  create table holidays (
    date text not null check (date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    name text not null,
    closed integer not null,
    primary key (date, name)
  ) strict, without rowid`;

// Which years have been worked out, and for which place; a year without holidays has its row too.
const holidayYears = sql`
  create table holiday_years (
    year integer primary key,
    place text not null
  ) strict`;
