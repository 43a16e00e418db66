import { type RawBuilder, sql } from "kysely";

/**
 * The public holidays that close a business, computed in advance from its country's rules, so that code that
 * reads the calendar never needs those rules.
 */
export function up(run: (statement: RawBuilder<unknown>) => unknown): void {
  run(holidays);
  run(holidayYears);
}

// closed 0: the owner works on that day.
const holidays = sql`
  create table holidays (
    date text not null check (date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    name text not null,
    closed integer not null,
    primary key (date, name)
  ) strict, without rowid`;

// Which years have been computed, and for which place. A year without holidays has a row too.
const holidayYears = sql`
  create table holiday_years (
    year integer primary key,
    place text not null
  ) strict`;
