import { type RawBuilder, sql } from "kysely";

import { MINUTE } from "#kernel/instant.ts";
import { addSpan, type Minute, type Spans } from "#kernel/spans.ts";

/** More minutes than the longest row has (48 hours), and than there are from 1970 to 2225. */
const LENGTHS = 2 ** 12;
const STARTS = 2 ** 27;

/**
 * A row's time in one number, in whole minutes rounded out, as the engine counts them (`busyTime`), and whose
 * it is: their place in a list. A month has hundreds of rows: three columns and an object for each cost twice as much to read. Beside the rest
 * there is room for 2^14 subjects below 2^53.
 */
export function packedTime(subject: RawBuilder<number>): RawBuilder<number> {
  return sql<number>`(${subject} * ${sql.lit(STARTS)} + start_at / ${sql.lit(MINUTE)}) * ${sql.lit(LENGTHS)}
    + (end_at + ${sql.lit(MINUTE - 1)}) / ${sql.lit(MINUTE)} - start_at / ${sql.lit(MINUTE)}`;
}

/** When each is busy, from what `packedTime` put together, in the order of `subjects` and then of start. */
export function unpackTimes(
  subjects: readonly string[],
  packed: readonly number[],
): ReadonlyMap<string, Spans> {
  const busy: Minute[][] = subjects.map(() => []);
  for (const one of packed) {
    const subject = Math.floor(one / (STARTS * LENGTHS));
    const time = one - subject * STARTS * LENGTHS;
    const start = Math.floor(time / LENGTHS);
    addSpan(busy[subject]!, start, start + time - start * LENGTHS);
  }
  return new Map(subjects.map((id, i) => [id, busy[i]!]));
}
