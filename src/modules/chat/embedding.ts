import { getAssistant, getProfile } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

/**
 * The origin of the site that embeds the chat, as the frame's URL claims it; undefined if it may not. A
 * business that lists no origins allows every site: the framed page has no cookies and shows no personal
 * data, so a hostile site could gain nothing. With a list, only those origins and the business's own website
 * may.
 */
export function embeddingOrigin({ db }: TenantContext, claimed: unknown): string | undefined {
  const origin = originOf(claimed);
  if (origin === undefined) return undefined;
  const { allowed_origins: allowed } = getAssistant(db);
  if (allowed.length === 0 || allowed.includes(origin)) return origin;
  return originOf(getProfile(db).website_url, true) === origin ? origin : undefined;
}

/** Normalizes a web origin; with `anyPath`, extracts it from a full URL. */
function originOf(address: unknown, anyPath = false): string | undefined {
  if (typeof address !== "string" || address.length > 300 || !URL.canParse(address)) return undefined;
  const { origin } = new URL(address);
  return PLAIN.test(origin) && (anyPath || origin === address) ? origin : undefined;
}

/** A single host, and nothing that a CSP would read as more: URLs may contain a `*`. */
const PLAIN = /^https?:\/\/(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
