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
 * Follows each request to the end of its response, whether sent whole, streamed or aborted: releases the
 * tenant's file, then writes one log line and one timing. Of the URL only the route's pattern is logged.
 */
export function followRequests(app: FastifyInstance, { log, metrics }: FollowDeps): void {
  app.decorateRequest(STARTED, 0);

  // One shared function instead of a closure per request; `this` is the response.
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

/** The client disconnected before the response was complete (nginx's status for it). */
const ABORTED = 499;
