import type { FastifyRequest, onRequestHookHandler } from "fastify";

import { AppError } from "#kernel/errors.ts";

/**
 * Refuses what another site makes a visitor's browser send: the hook of every scope whose routes read forms
 * or trust cookies. Browsers say where a request comes from in Sec-Fetch-Site; those that do not, and every
 * browser over plain HTTP, in Origin. Whoever sends neither is no browser, and carries nobody's cookies.
 */
export const refuseOtherSites: onRequestHookHandler = (request, _reply, done) => {
  if (request.method === "GET" || request.method === "HEAD" || isFromHere(request)) return done();
  done(new AppError("FORBIDDEN", "This form was sent from another site. Please use the one on our page."));
};

function isFromHere({ headers, host }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
