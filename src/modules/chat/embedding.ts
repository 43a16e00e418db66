import { getAssistant, getProfile } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

/**
 * The origin of the site that shows the chat in a frame, as the frame's address says it; undefined for one that
 * may not. A business that lists no origins lets every site: the page in the frame has no cookies and shows
 * nothing of anybody, so there is nothing that a strange site could take. With a list, only those, and the
 * business's own website.
 */
export function embeddingOrigin({ db }: TenantContext, claimed: unknown): string | undefined {
  const origin = originOf(claimed);
  if (origin === undefined) return undefined;
  const { allowed_origins: allowed } = getAssistant(db);
  if (allowed.length === 0 || allowed.includes(origin)) return origin;
  return originOf(getProfile(db).website_url, true) === origin ? origin : undefined;
}

/** A web origin as browsers write it; `anyPath` takes it from a whole address. */
function originOf(address: unknown, anyPath = false): string | undefined {
  if (typeof address !== "string" || address.length > 300 || !URL.canParse(address)) return undefined;
  const { origin } = new URL(address);
  return PLAIN.test(origin) && (anyPath || origin === address) ? origin : undefined;
}

/** One host and nothing that a policy would read as more: addresses may have a star in them. */
const PLAIN = /^https?:\/\/(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
