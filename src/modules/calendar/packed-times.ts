import { type RawBuilder, sql } from "kysely";

import { MINUTE } from "#kernel/instant.ts";

/** When somebody is busy: `subject` is their place in a list. */
export type SubjectTime = { readonly subject: number; readonly start: number; readonly end: number };

/** More minutes than the longest row has (48 hours), and than there are from 1970 to 2225. */
const LENGTHS = 2 ** 12;
const STARTS = 2 ** 27;

/**
 * A row's time in one number, in whole minutes rounded out, as the engine counts them (`busyTime`). A month
 * has hundreds of rows: three columns and an object for each cost twice as much to read. Beside the rest
 * there is room for 2^14 subjects below 2^53.
 */
export function packedTime(subject: RawBuilder<number>): RawBuilder<number> {
  return sql<number>`(${subject} * ${sql.lit(STARTS)} + start_at / ${sql.lit(MINUTE)}) * ${sql.lit(LENGTHS)}
    + (end_at + ${sql.lit(MINUTE - 1)}) / ${sql.lit(MINUTE)} - start_at / ${sql.lit(MINUTE)}`;
}

/** What `packedTime` has put together. */
export function unpackTime(packed: number): SubjectTime {
  const subject = Math.floor(packed / (STARTS * LENGTHS));
  const time = packed - subject * STARTS * LENGTHS;
  const start = Math.floor(time / LENGTHS);
  const length = time - start * LENGTHS;
  return { subject, start: start * MINUTE, end: (start + length) * MINUTE };
}
