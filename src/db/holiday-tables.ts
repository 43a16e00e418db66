import type { Flag } from "./columns.ts";

/** A public holiday of the business's country on one business date; `closed` is 0 where the owner skips it. */
export type HolidaysTable = { date: string; name: string; closed: Flag };

/** A year whose holidays are in `holidays`, and of which place: `US`, `US-NY`. */
export type HolidayYearsTable = { year: number; place: string };
