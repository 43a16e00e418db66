import { z } from "zod";

import { integerInQuery, text } from "#kernel/fields.ts";
import { idempotencyHeaders, type Once, onceOf } from "#modules/idempotency/index.ts";

/** How a write came: which version it is meant for, and how to know it if it comes again. */
export type WriteOptions = {
  /** The `If-Match` header as it came: none means whatever the version. */
  readonly ifMatch?: string | undefined;
  /** None means that it was not asked to count once. */
  readonly once?: Once | undefined;
};

/** `?q=&cursor=&limit=` of every list. */
export const listQuery = z.strictObject({
  q: text(200).optional(),
  cursor: z.string().max(500, "must be the next_cursor of the page before").optional(),
  limit: integerInQuery(1, 100).prefault("50"),
});

/** An unknown id of any form is a 404, so nothing is asked of its form. */
export const itemParams = z.looseObject({ id: z.string() });

/** Headers that every write takes. */
export const writeHeaders = idempotencyHeaders.extend({ "if-match": z.string().max(500).optional() });

/** Headers of a read that may be answered with 304. */
export const readHeaders = z.looseObject({ "if-none-match": z.string().max(500).optional() });

type WriteRequest = Parameters<typeof onceOf>[0] & {
  readonly headers: { readonly "if-match"?: string | undefined };
};

/** What a request says about how it wants to be written. */
export function writeOptions(request: WriteRequest): WriteOptions {
  return { ifMatch: request.headers["if-match"], once: onceOf(request) };
}

/** `{items, next_cursor?}`, the answer of every list. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next_cursor: z.string().optional() });
}

/** What every kept thing answers beside its own fields. */
export const keptFields = {
  id: z.string(),
  version: z.int().meta({ description: 'Rises with each change; the ETag is "v{version}".' }),
  created_at: z.string().meta({ format: "date-time" }),
  updated_at: z.string().meta({ format: "date-time" }),
};

/** `active` in a PATCH of something that is there or archived, nothing between. */
export const broughtBack = z
  .literal(true, "must be true, which brings an archived one back; DELETE archives")
  .meta({ description: "Brings an archived one back." });
