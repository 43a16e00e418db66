import { createHash } from "node:crypto";

import type { TenantDb } from "#db/tenant-db.ts";
import { tenantVersion } from "#modules/events/index.ts";

/** A serialized answer, with the ETag of its content. */
export type WrittenAnswer = { readonly body: string; readonly etag: string };

const known = new WeakMap<
  TenantDb,
  { readonly config: number; readonly answers: Map<string, WrittenAnswer> }
>();
const MOST_ANSWERS = 200;

/** Serializes the result of `make` once per version of the business's configuration. */
export function cachedAnswer(db: TenantDb, key: string, make: () => unknown): WrittenAnswer {
  const { config } = tenantVersion(db);
  let cache = known.get(db);
  if (cache?.config !== config || cache.answers.size >= MOST_ANSWERS) {
    cache = { config, answers: new Map() };
    known.set(db, cache);
  }
  const found = cache.answers.get(key);
  if (found) return found;
  const body = JSON.stringify(make());
  const answer = { body, etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"` };
  cache.answers.set(key, answer);
  return answer;
}

type Asked = { readonly headers: { readonly "if-none-match"?: string | undefined } };

/** The part of a reply that is needed here, whatever the schema of its route. */
type Answers = {
  readonly headers: (values: Record<string, string>) => unknown;
  readonly code: (status: 304) => { readonly send: () => unknown };
  readonly serializer: (serialize: (payload: unknown) => string) => {
    readonly send: (body: never) => unknown;
  };
};

/**
 * Sends a serialized answer, or 304 if the client has it. Clients may cache it but must revalidate each time.
 */
export function sendWritten({ headers }: Asked, reply: Answers, { body, etag }: WrittenAnswer): void {
  void reply.headers({
    etag,
    "cache-control": "no-cache",
    "content-type": "application/json; charset=utf-8",
  });
  const tags = headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (tags?.includes(etag)) void reply.code(304).send();
  else void reply.serializer(String).send(body as never);
}
