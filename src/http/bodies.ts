import type { FastifyInstance } from "fastify";

/** The longest body of a request, in bytes. */
export const LONGEST_BODY = 1024 * 1024;

/**
 * JSON and nothing else is read, unless a scope adds its own parser: a form or a plain text could be sent
 * by any page of the web without asking. `__proto__` and `constructor.prototype` are refused; of a key that
 * stands twice the last counts; an empty body is no body.
 */
export function readJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") return done(null, undefined);
    return parse(request, body, done);
  });
}
