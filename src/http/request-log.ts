import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Logger } from "#kernel/logger.ts";
import type { Metrics } from "#observe/metrics.ts";
import { stopwatch } from "#observe/stopwatch.ts";

import { leave } from "./request-state.ts";

const REQUEST = Symbol("request");
const STARTED = Symbol("started");

type Timed = FastifyRequest & { [STARTED]: number };
type Answer = ServerResponse & { [REQUEST]: FastifyRequest };

/**
 * Follows each request to the end of its answer, whether it was sent whole, streamed or cut off: gives the
 * tenant's file back, then writes one line and one timing. Of the address only the route's pattern is kept.
 */
export function followRequests(
  app: FastifyInstance,
  log: Logger,
  metrics: Pick<Metrics, "httpRequestSeconds">,
): void {
  app.decorateRequest(STARTED, 0);

  // One function for all requests; it finds its request on the answer that it is called on.
  function ended(this: Answer): void {
    const request = this[REQUEST];
    const tenantId = leave(request);
    const { method } = request;
    const milliseconds = stopwatch() - (request as Timed)[STARTED];
    const route = request.routeOptions.url ?? "none";
    const status = this.writableFinished ? this.statusCode : ABORTED;
    metrics.httpRequestSeconds.observe({ method, route, status }, milliseconds / 1000);
    log.info(
      {
        method,
        route,
        status,
        ms: Math.round(milliseconds * 100) / 100,
        request_id: request.id,
        tenant_id: tenantId,
      },
      "request",
    );
  }

  app.addHook("onRequest", (request, reply, done) => {
    (request as Timed)[STARTED] = stopwatch();
    (reply.raw as Answer)[REQUEST] = request;
    reply.raw.on("close", ended);
    reply.header("x-request-id", request.id);
    done();
  });
}

/** The caller went away before the answer was whole (nginx's word for it). */
const ABORTED = 499;
