import type { IncomingMessage } from "node:http";

import { isSlug } from "#kernel/slug.ts";

import { isLoopback, readHost } from "./host.ts";

/** The site that a request is for. */
export type Site =
  | { readonly kind: "apex" }
  | {
      readonly kind: "tenant";
      readonly by: "slug" | "host";
      readonly name: string;
      readonly basePath: string;
    }
  /** The dashboard's pages of one business, on the apex only. */
  | { readonly kind: "dashboard"; readonly by: "slug"; readonly name: string; readonly basePath: string }
  | { readonly kind: "refused"; readonly status: 400 | 404 };

/** Whether the peer with this address is one of our proxies. */
export type TrustsPeer = (address: string) => boolean;

/** What distinguishes hosts. */
export type SiteSettings = {
  readonly publicBaseUrl: string;
  readonly baseDomain: string;
  /** Whether this peer's forwarding headers are trusted. Left out: nobody's are. */
  readonly trusts: TrustsPeer | undefined;
};

const APEX: Site = { kind: "apex" };
const MALFORMED: Site = { kind: "refused", status: 400 };
const UNKNOWN: Site = { kind: "refused", status: 404 };

const SITE = Symbol("site");
type Placed = IncomingMessage & { [SITE]?: Site };

/**
 * The site of a request. Until `placeRequests` has run, and for requests that it refused, nothing is served.
 */
export function siteOf(request: IncomingMessage): Site {
  return (request as Placed)[SITE] ?? UNKNOWN;
}

/** The prefix of a tenant's paths in links for this request: `/t/luna` on the apex, else empty. */
export function basePathOf(request: IncomingMessage): string {
  const site = siteOf(request);
  return site.kind === "tenant" || site.kind === "dashboard" ? site.basePath : "";
}

/**
 * Creates Fastify's `rewriteUrl`: determines the site of each request by its Host alone, stores it, and on
 * the apex strips `/t/{slug}` and `/admin/tenants/{slug}` from the path, so that a tenant's routes are
 * written once. The raw path is compared: an encoded or doubled slash never becomes a prefix.
 */
export function placeRequests(settings: SiteSettings): (request: IncomingMessage) => string {
  const siteOfHost = hostSites(settings);
  return (request) => {
    const url = request.url ?? "/";
    const site = siteOfHost(hostHeader(request, settings));
    if (!url.startsWith("/")) return placeAbsolute(request, url, site);
    return place(request, url, site);
  };
}

function place(request: IncomingMessage, url: string, site: Site): string {
  const kind = site !== APEX ? undefined : url.startsWith("/t/") ? "tenant" : dashboardOf(url);
  if (kind === undefined) {
    (request as Placed)[SITE] = site;
    return url;
  }
  const start = kind === "tenant" ? "/t/".length : DASHBOARD.length;
  const end = endOfSegment(url, start);
  const slug = url.slice(start, end);
  const basePath = url.slice(0, end);
  (request as Placed)[SITE] = isSlug(slug) ? { kind, by: "slug", name: slug, basePath } : UNKNOWN;
  const rest = url.slice(end);
  return rest.startsWith("/") ? rest : `/${rest}`;
}

const DASHBOARD = "/admin/tenants/";

function dashboardOf(url: string): "dashboard" | undefined {
  return url.startsWith(DASHBOARD) ? "dashboard" : undefined;
}

/**
 * An absolute-form request, `GET http://host/path` (RFC 9112, 3.2.2): the Host header decides, and both must
 * agree.
 */
function placeAbsolute(request: IncomingMessage, url: string, site: Site): string {
  const [, authority = "", path = ""] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  const named = readHost(authority);
  const host = readHost(request.headers.host ?? "");
  const agrees = named.kind === "host" && host.kind === "host" && named.name === host.name;
  const rest = path.startsWith("/") ? path : `/${path}`;
  return place(request, rest, agrees || site === MALFORMED ? site : UNKNOWN);
}

function endOfSegment(url: string, from: number): number {
  for (let i = from; i < url.length; i++) {
    const code = url.charCodeAt(i);
    if (code === SLASH || code === QUESTION_MARK) return i;
  }
  return url.length;
}

const SLASH = 47;
const QUESTION_MARK = 63;

/** The single Host that was sent; undefined if none was, null if it cannot be relied on. */
function hostHeader(request: IncomingMessage, { trusts }: SiteSettings): string | undefined | null {
  const { headers, rawHeaders } = request;
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i];
    if (name?.length === 4 && name.toLowerCase() === "host") hosts++;
  }
  if (hosts > 1) return null;
  const forwarded = headers["x-forwarded-host"];
  if (typeof forwarded === "string" && trusts?.(request.socket.remoteAddress ?? "")) {
    return forwarded.slice(forwarded.lastIndexOf(",") + 1).trim();
  }
  // HTTP/1.1 requires it (RFC 9112, 3.2); HTTP/1.0 had none to send.
  if (headers.host === undefined) return request.httpVersion === "1.0" ? undefined : null;
  return headers.host;
}

/** Caches sites by Host header, bounded, because few hosts make up nearly all requests. */
function hostSites(settings: SiteSettings): (header: string | undefined | null) => Site {
  const apex = new Set([settings.baseDomain, readName(new URL(settings.publicBaseUrl).host)]);
  const suffix = `.${settings.baseDomain}`;
  const known = new Map<string, Site>();

  const read = (header: string): Site => {
    const host = readHost(header);
    if (host.kind === "malformed") return MALFORMED;
    const { name } = host;
    if (apex.has(name) || isLoopback(name)) return APEX;
    if (!name.endsWith(suffix)) return { kind: "tenant", by: "host", name, basePath: "" };
    const slug = name.slice(0, -suffix.length);
    return isSlug(slug) ? { kind: "tenant", by: "slug", name: slug, basePath: "" } : UNKNOWN;
  };

  return (header) => {
    if (header === null) return MALFORMED;
    if (header === undefined) return UNKNOWN;
    const before = known.get(header);
    if (before) return before;
    const site = read(header);
    if (known.size >= MOST_HOSTS) known.clear();
    known.set(header, site);
    return site;
  };
}

const MOST_HOSTS = 10_000;

function readName(host: string): string {
  const reading = readHost(host);
  return reading.kind === "host" ? reading.name : host;
}
