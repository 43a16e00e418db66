import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";

import type { RequestLine } from "#observe/logger.ts";
import type { Metrics } from "#observe/metrics.ts";
import { stopwatch } from "#observe/stopwatch.ts";

import { leave } from "./request-state.ts";

const REQUEST = Symbol("request");
const STARTED = Symbol("started");

type Timed = FastifyRequest & { [STARTED]: number };
type Answer = ServerResponse & { [REQUEST]: FastifyRequest };

type FollowDeps = {
  readonly log: { readonly request: (line: RequestLine) => void };
  readonly metrics: Pick<Metrics, "requests">;
};

/**
 * Follows each request to the end of its answer, whether it was sent whole, streamed or cut off: gives the
 * tenant's file back, then writes one line and one timing. Of the address only the route's pattern is kept.
 */
export function followRequests(app: FastifyInstance, { log, metrics }: FollowDeps): void {
  app.decorateRequest(STARTED, 0);

  // One function for all requests; it finds its request on the answer that it is called on.
  function ended(this: Answer): void {
    const request = this[REQUEST];
    const tenantId = leave(request);
    const { method } = request;
    const milliseconds = stopwatch() - (request as Timed)[STARTED];
    const route = request.routeOptions.url ?? "none";
    const status = this.writableEnded ? this.statusCode : ABORTED;
    metrics.requests.add(method, route, status, milliseconds / 1000);
    log.request({ method, route, status, milliseconds, requestId: request.id, tenantId });
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
