import { hash } from "node:crypto";

import { sql } from "kysely";

import { columnsOf, statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import { DAY } from "#kernel/instant.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { canonicalJson } from "./canonical-json.ts";

/** A request that may arrive twice: its scope, the caller's key, and what it asks for. */
export type Once = {
  /** Route and actor: the same key elsewhere, or from somebody else, is a different request. */
  readonly scope: string;
  /** The `Idempotency-Key` header. */
  readonly key: string;
  /** Everything that it asks for, of any JSON shape; the order of keys does not matter. */
  readonly body: unknown;
};

/** How long an answer is kept, in milliseconds. */
export const KEPT_FOR = DAY;

/**
 * Does `work` once per key: a repeated request with the same key and body gets the first result, as stored in
 * JSON; a different body throws IDEMPOTENCY_MISMATCH. Call it inside the command's transaction, around
 * everything that it does. Errors are not stored, nor results for which `keep` returns false (such as a lost
 * race that is worth another try). Without `once`, `work` is simply done.
 */
export function runOnce<T>(
  ctx: Pick<TenantContext, "clock">,
  tx: TenantTx,
  once: Once | undefined,
  work: () => T,
  keep: (result: T) => boolean = () => true,
): T {
  if (!once) return work();
  const now = ctx.clock.now();
  const requestHash = hash("sha256", canonicalJson(once.body), "base64url");
  const { scope, key } = once;
  const tooOld = now - KEPT_FOR;
  const { request_hash: knownHash, response, first } = tx.first(answerOf({ scope, key, tooOld })) ?? NOTHING;
  if (typeof response === "string") {
    if (knownHash !== requestHash) throw new AppError("IDEMPOTENCY_MISMATCH");
    return JSON.parse(response) as T;
  }
  const result = work();
  if (!keep(result)) return result;
  if (first !== null && first <= tooOld) tx.run(forgetOld({ tooOld }));
  tx.run(
    rememberAnswer({
      scope,
      key,
      request_hash: requestHash,
      response: JSON.stringify(result ?? null),
      created_at: now,
    }),
  );
  return result;
}

/** The answer stored for a key, if any, and the time of the oldest answer stored. */
const answerOf = statement((p: { scope: string; key: string; tooOld: number }) =>
  build
    .selectFrom(sql<{ one: 1 }>`(select 1 as one)`.as("always"))
    .leftJoin("idempotency_keys as known", (join) =>
      join.on("known.scope", "=", p.scope).on("known.key", "=", p.key).on("known.created_at", ">", p.tooOld),
    )
    .select(["known.request_hash", "known.response"])
    .select((row) =>
      row.selectFrom("idempotency_keys").select("created_at").orderBy("id").limit(1).as("first"),
    ),
);

const NOTHING = { request_hash: null, response: null, first: null };

// Rows are stored in order of age: deletes up to the first that is still valid.
const forgetOld = statement((p: { tooOld: number }) =>
  build.deleteFrom("idempotency_keys").where(
    "id",
    "<",
    sql<number>`coalesce(
      (select id from idempotency_keys where created_at > ${p.tooOld} order by id limit 1),
      ${sql.lit(Number.MAX_SAFE_INTEGER)})`,
  ),
);

const rememberAnswer = statement(
  (p: { scope: string; key: string; request_hash: string; response: string; created_at: number }) =>
    build
      .insertInto("idempotency_keys")
      .values(columnsOf(p, ["scope", "key", "request_hash", "response", "created_at"]))
      // An expired row may still be there if the clock was set back in between.
      .onConflict((conflict) =>
        conflict.columns(["scope", "key"]).doUpdateSet((row) => ({
          // Refers to the row to be inserted, so that a long answer is bound only once.
          request_hash: row.ref("excluded.request_hash"),
          response: row.ref("excluded.response"),
          created_at: row.ref("excluded.created_at"),
        })),
      ),
);
