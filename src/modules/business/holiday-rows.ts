import type { HolidaysTable, HolidayYearsTable } from "#db/holiday-tables.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { storedHolidays, storedYears } from "./holiday-queries.ts";

/** The rows that a policy leads to. */
export type PlannedHolidays = {
  readonly years: readonly HolidayYearsTable[];
  readonly days: readonly HolidaysTable[];
};

/** The plan without holidays. */
export const NO_HOLIDAYS: PlannedHolidays = { years: [], days: [] };

/** Replaces the stored holidays as part of a larger command, which records the changes. */
export function writeHolidays(tx: TenantTx, { years, days }: PlannedHolidays): RowChange[] {
  return [
    ...replaceRows(storedYears(tx), years, {
      table: "holiday_years",
      idOf: (row) => String(row.year),
      remove: (row) => void tx.run(build.deleteFrom("holiday_years").where("year", "=", row.year)),
      add: (row) => void tx.run(build.insertInto("holiday_years").values(row)),
    }),
    ...replaceRows(storedHolidays(tx), days, {
      table: "holidays",
      idOf: (row) => `${row.date}/${row.name}`,
      remove: ({ date, name }) =>
        void tx.run(build.deleteFrom("holidays").where("date", "=", date).where("name", "=", name)),
      add: (row) => void tx.run(build.insertInto("holidays").values(row)),
    }),
  ];
}

type Table<Row> = {
  readonly table: RowChange["table"];
  readonly idOf: (row: Row) => string;
  readonly remove: (row: Row) => void;
  readonly add: (row: Row) => void;
};

/** Unchanged rows, which are most of them, are neither written nor logged. */
function replaceRows<Row extends object>(
  before: readonly Row[],
  after: readonly Row[],
  { table, idOf, remove, add }: Table<Row>,
): RowChange[] {
  const old = new Map(before.map((row) => [idOf(row), row]));
  const wanted = new Map(after.map((row) => [idOf(row), row]));
  return [...new Set([...old.keys(), ...wanted.keys()])].flatMap((id) => {
    const [was, is] = [old.get(id) ?? null, wanted.get(id) ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    if (was) remove(was);
    if (is) add(is);
    return [{ table, id, before: was as RowChange["before"], after: is as RowChange["after"] }];
  });
}
