import Fastify, { type FastifyInstance } from "fastify";

import type { Ids } from "#kernel/ids.ts";
import type { ProcessLog } from "#observe/logger.ts";
import type { Metrics } from "#observe/metrics.ts";
import type { Tracing } from "#observe/tracing.ts";

import { LONGEST_BODY, readJsonOnly } from "./bodies.ts";
import { answerClientErrors } from "./client-errors.ts";
import { answerErrors, answerFrameworkErrors } from "./errors.ts";
import { type GateDeps, guardRoutes } from "./gates.ts";
import { refuseUnknown } from "./not-found.ts";
import { requestIds } from "./request-id.ts";
import { followRequests } from "./request-log.ts";
import { decorateRequests } from "./request-state.ts";
import { securityHeaders, setSecurityHeaders } from "./security-headers.ts";
import { placeRequests, type SiteSettings } from "./site.ts";
import { siteConstraint } from "./site-constraint.ts";
import { traceRequests } from "./trace-requests.ts";
import { ZOD_ONLY } from "./validation.ts";

export type ServerDeps = GateDeps & {
  readonly site: SiteSettings;
  readonly ids: Ids;
  readonly log: ProcessLog;
  readonly metrics: Metrics;
  /** Undefined, and free of cost, unless spans are exported. */
  readonly tracing?: Tracing | undefined;
  /** Aborted when the process begins to shut down. */
  readonly draining: AbortSignal;
};

/**
 * A server without routes: it determines the site of each request, assigns ids, logs, guards and handles
 * errors for the routes registered on it.
 */
export function createServer(deps: ServerDeps): FastifyInstance {
  const { site, ids, log } = deps;
  const headers = securityHeaders({ https: site.publicBaseUrl.startsWith("https:") });
  const app = Fastify({
    rewriteUrl: placeRequests(site),
    ...(site.trusts && { trustProxy: site.trusts }),
    genReqId: requestIds(ids, site.trusts),
    requestIdHeader: false,
    bodyLimit: LONGEST_BODY,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    // During shutdown, requests in flight and those on open connections are completed.
    return503OnClosing: false,
    forceCloseConnections: "idle",
    clientErrorHandler: answerClientErrors(ids),
    frameworkErrors: answerFrameworkErrors(headers),
    // We answer a missing Host ourselves, in our error format.
    http: { requireHostHeader: false, maxHeaderSize: 16 * 1024, headersTimeout: 15_000 },
    routerOptions: { maxParamLength: 500 },
    schemaController: ZOD_ONLY,
  });
  // An unknown Expect header is no reason to refuse a request (RFC 9110, 10.1.1), least of all in Node's
  // words.
  app.server.on("checkExpectation", (request, response) => app.server.emit("request", request, response));
  app.addConstraintStrategy(siteConstraint());
  app.decorate("draining", deps.draining);
  decorateRequests(app, deps.limits);
  if (deps.tracing) traceRequests(app, deps.tracing);
  followRequests(app, deps);
  setSecurityHeaders(app, headers);
  refuseUnknown(app);
  guardRoutes(app, deps);
  readJsonOnly(app);
  answerErrors(app, log);
  return app;
}
