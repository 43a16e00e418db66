import { build, type TenantReads } from "#db/tenant-db.ts";

import type { ChainRow } from "./rows.ts";

type ChainFilter = {
  readonly state: ChainRow["state"] | undefined;
  /** The last chain of the previous page. */
  readonly after: string | undefined;
  readonly limit: number;
};

/** Chains, newest first. */
export function listChains(db: TenantReads, { state, after, limit }: ChainFilter): ChainRow[] {
  let query = build.selectFrom("waitlist_chains").selectAll();
  if (state) query = query.where("state", "=", state);
  if (after !== undefined) query = query.where("id", "<", after);
  return db.all(query.orderBy("id", "desc").limit(limit));
}
