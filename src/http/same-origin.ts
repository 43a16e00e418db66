import type { FastifyRequest, onRequestHookHandler } from "fastify";

import { AppError } from "#kernel/errors.ts";

/**
 * Refuses cross-site requests: the hook of every scope whose routes parse forms or trust cookies. Browsers
 * declare the source of a request in Sec-Fetch-Site, or, if they lack it or use plain HTTP, in Origin. A
 * client that sends neither is not a browser and carries nobody's cookies.
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
