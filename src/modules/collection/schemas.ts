import { z } from "zod";

import { integerInQuery, text } from "#kernel/fields.ts";
import { idempotencyHeaders, type Once, onceOf } from "#modules/idempotency/index.ts";

/** The headers of a write: which version it applies to, and its idempotency key. */
export type WriteOptions = {
  /** The raw `If-Match` header; undefined: any version. */
  readonly ifMatch?: string | undefined;
  /** Undefined if the request has no idempotency key. */
  readonly once?: Once | undefined;
};

/** `?q=&cursor=&limit=`, the query of every list. */
export const listQuery = z.strictObject({
  q: text(200).optional(),
  cursor: z.string().max(500, "must be the next_cursor of the previous page").optional(),
  limit: integerInQuery(1, 100).prefault("50"),
});

/** Any string: an unknown id is a 404, whatever its form. */
export const itemParams = z.looseObject({ id: z.string() });

/** The headers that every write accepts. */
export const writeHeaders = idempotencyHeaders.extend({ "if-match": z.string().max(500).optional() });

/** The headers of a read that may be answered with 304. */
export const readHeaders = z.looseObject({ "if-none-match": z.string().max(500).optional() });

type WriteRequest = Parameters<typeof onceOf>[0] & {
  readonly headers: { readonly "if-match"?: string | undefined };
};

/** The write options that a request's headers ask for. */
export function writeOptions(request: WriteRequest): WriteOptions {
  return { ifMatch: request.headers["if-match"], once: onceOf(request) };
}

/** `{items, next_cursor?}`, the answer of every list. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next_cursor: z.string().optional() });
}

/** The fields that every stored thing has in an answer, besides its own. */
export const keptFields = {
  id: z.string(),
  version: z.int().meta({ description: 'Rises with each change; the ETag is "v{version}".' }),
  created_at: z.string().meta({ format: "date-time" }),
  updated_at: z.string().meta({ format: "date-time" }),
};

/** `active` in a PATCH can only bring an archived thing back; archiving is done by DELETE. */
export const broughtBack = z
  .literal(true, "must be true, which brings an archived one back; DELETE archives")
  .meta({ description: "Brings an archived one back." });
