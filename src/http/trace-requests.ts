import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Span, Tracing } from "#observe/tracing.ts";

const SPAN = Symbol("span");
type Traced = FastifyRequest & { [SPAN]: Span | undefined };

/**
 * Traces each request as a span, from its arrival to the end of its response, named by its route's pattern
 * only. Registered only if tracing is on.
 */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  app.decorateRequest(SPAN, undefined);

  app.addHook("onRequest", (request, reply, done) => {
    const span = tracing.begin("http_request", request.method);
    (request as Traced)[SPAN] = span;
    reply.raw.on("close", () => {
      const route = request.routeOptions.url ?? "none";
      const status = reply.raw.statusCode;
      span.end({
        name: `${request.method} ${route}`,
        failed: status >= 500,
        attributes: {
          "http.request.method": request.method,
          "http.route": route,
          "http.response.status_code": status,
          "frontdesk.request_id": request.id,
        },
      });
    });
    tracing.within(span, done);
  });

  // A body arrives in the connection's async context, so the span is re-entered here.
  app.addHook("preValidation", (request, _reply, done) => {
    const span = (request as Traced)[SPAN];
    if (span) tracing.within(span, done);
    else done();
  });
}
