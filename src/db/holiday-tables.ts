import type { Flag } from "./columns.ts";

/** A public holiday in the business's country, by local date. `closed` is 0 if the owner ignores it. */
export type HolidaysTable = { date: string; name: string; closed: Flag };

/** A year whose holidays are in `holidays`, and the place they apply to: `US`, `US-NY`. */
export type HolidayYearsTable = { year: number; place: string };
