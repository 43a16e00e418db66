import { type Expression, type SqlBool, sql } from "kysely";
import { z } from "zod";

import { invalid } from "#kernel/errors.ts";

/** Where a page ends: the value of the column that the list is sorted by, and the id as a tie-breaker. */
export type Position = readonly [key: string | number, id: string];

/** Which page of a list a caller wants. */
export type PageRequest = {
  /** Text to search for. */
  readonly q?: string | undefined;
  /** The `next_cursor` of the previous page. */
  readonly cursor?: string | undefined;
  readonly limit: number;
};

export type Page<View> = { items: View[]; next_cursor?: string };

const position = z.tuple([z.union([z.string().max(200), z.int()]), z.string().max(64)]);

/** Decodes a cursor that `pageOf` created. Throws a 400 for anything else. */
export function positionOf(cursor: string | undefined, key: "text" | "number"): Position | undefined {
  if (cursor === undefined) return undefined;
  const read = position.safeParse(decode(cursor));
  const fits = read.success && (typeof read.data[0] === "number") === (key === "number");
  if (!fits) throw invalid("cursor", "must be the next_cursor of the previous page");
  return read.data;
}

/** Matches the rows behind `after` in the order of `column`, then id. */
export function isAfter(column: string, after: Position): Expression<SqlBool> {
  return sql<SqlBool>`(${sql.ref(column)}, ${sql.ref("id")}) > (${after[0]}, ${after[1]})`;
}

/** Makes a page from up to `limit` + 1 rows; the extra row shows that there are more. */
export function pageOf<Row extends { readonly id: string }, View>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => string | number,
  view: (row: Row) => View,
): Page<View> {
  const items = rows.slice(0, limit).map(view);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return last ? { items, next_cursor: encode([keyOf(last), last.id]) } : { items };
}

function encode(after: Position): string {
  return Buffer.from(JSON.stringify(after)).toString("base64url");
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}
