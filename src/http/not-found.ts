import type { FastifyInstance, FastifyRequest, HTTPMethods } from "fastify";

import { AppError, notFound } from "#kernel/errors.ts";

import { siteOf } from "./site.ts";

const METHODS: readonly HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Refuses, before anything else is done, requests that name no site of ours (400 for an impossible Host) and
 * requests that match no route: 405 with the allowed methods if the path exists, else 404.
 */
export function refuseUnknown(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const site = siteOf(request.raw);
    if (site.kind === "refused" && site.status === 400) {
      return done(
        new AppError("INVALID_ARGUMENT", "The Host header is not one that this server understands."),
      );
    }
    done(request.is404 ? missOf(app, request) : undefined);
  });
  app.setNotFoundHandler((request) => {
    throw missOf(app, request);
  });
}

function missOf(app: FastifyInstance, request: FastifyRequest): AppError {
  const allow = methodsOf(app, request);
  // A route for this method exists but did not find the resource, such as a file of `public/`.
  return allow.length === 0 || allow.includes(request.method)
    ? notFound()
    : new AppError("METHOD_NOT_ALLOWED", undefined, { allow: allow.join(", ") });
}

function methodsOf(app: FastifyInstance, request: FastifyRequest): readonly HTTPMethods[] {
  const [url = "/"] = (request.raw.url ?? "/").split("?");
  const constraints = { site: siteOf(request.raw).kind };
  return METHODS.filter((method) => app.findRoute({ method, url, constraints }) !== null);
}
