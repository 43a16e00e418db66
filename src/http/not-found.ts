import type { FastifyInstance, FastifyRequest, HTTPMethods } from "fastify";

import { AppError, notFound } from "#kernel/errors.ts";

import { siteOf } from "./site.ts";

const METHODS: readonly HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Turns away, before anything else is done, what names no site of ours (400 for a Host that nobody could
 * have) and what no route matches: 405 with the methods that the address does take, else 404.
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
  // A route that takes the method has looked for it and has not found it, such as a file of `public/`.
  return allow.length === 0 || allow.includes(request.method)
    ? notFound()
    : new AppError("METHOD_NOT_ALLOWED", undefined, { allow: allow.join(", ") });
}

function methodsOf(app: FastifyInstance, request: FastifyRequest): readonly HTTPMethods[] {
  const [url = "/"] = (request.raw.url ?? "/").split("?");
  const constraints = { site: siteOf(request.raw).kind };
  return METHODS.filter((method) => app.findRoute({ method, url, constraints }) !== null);
}
