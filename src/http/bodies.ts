import type { FastifyInstance } from "fastify";

/** The maximum size of a request body, in bytes. */
export const LONGEST_BODY = 1024 * 1024;

/**
 * Parses JSON bodies only, unless a scope adds its own parser: forms and plain text can be sent cross-site by
 * any page without a preflight. `__proto__` and `constructor.prototype` are refused, the last of duplicate
 * keys wins, and an empty body is no body.
 */
export function readJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") return done(null, undefined);
    return parse(request, body, done);
  });
}
