import type { FastifyInstance, FastifyReply } from "fastify";

/** The CSP of a response that is not a page: nothing is allowed. */
const API_CSP = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page's own scripts, styles and images; nothing from elsewhere, nothing inline. */
const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const ONE_YEAR = 31_536_000;

/** The headers of every response. Nothing is cached unless a route says otherwise. */
export function securityHeaders({ https }: { readonly https: boolean }): Readonly<Record<string, string>> {
  return {
    "content-security-policy": API_CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
    // Without includeSubDomains: other subdomains of a custom domain are not ours to decide about.
    ...(https && { "strict-transport-security": `max-age=${ONE_YEAR}` }),
  };
}

/**
 * Sets them directly. They are constant, and a helper that composed them per request would cost more than a
 * bare response.
 */
export function setSecurityHeaders(app: FastifyInstance, headers: ReturnType<typeof securityHeaders>): void {
  const constant = Object.entries(headers);
  app.addHook("onRequest", (_request, reply, done) => {
    for (const [name, value] of constant) reply.header(name, value);
    done();
  });
}

/** Sets the CSP of a page; `extra` adds sources to a directive, such as `{ "img-src": "https:" }`. */
export function allowPage(reply: FastifyReply, extra: Readonly<Record<string, string>> = {}): void {
  let policy = PAGE_CSP;
  for (const [directive, sources] of Object.entries(extra)) {
    policy = policy.replace(
      new RegExp(`(^|; )${directive} ('none'|[^;]*)`),
      (_match, start: string, now: string) =>
        `${start}${directive} ${now === "'none'" ? sources : `${now} ${sources}`}`,
    );
  }
  reply.header("content-security-policy", policy);
}
