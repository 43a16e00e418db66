import { addDays, type LocalDate } from "#kernel/local-date.ts";

/** How many days are searched at a time for the next slot. */
const STRIDE_DAYS = 14;

type Dates = { readonly from: LocalDate; readonly to: LocalDate };

/** Divides a search for the first slot, which is usually near, into searches of two weeks each, in order. */
export function* inStrides<Query extends Dates>(query: Query): Generator<Query> {
  for (let { from } = query; from <= query.to; from = addDays(from, STRIDE_DAYS)) {
    const last = addDays(from, STRIDE_DAYS - 1);
    yield { ...query, from, to: last < query.to ? last : query.to };
  }
}
