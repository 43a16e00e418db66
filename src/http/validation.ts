import type { FastifyInstance, FastifySchemaCompiler, FastifySerializerCompiler } from "fastify";
import type { ZodType } from "zod";

import { notFound } from "#kernel/errors.ts";
import { invalidAll, problemsOf } from "#kernel/problems.ts";

/** So many problems are told at most: a person mends a few at a time. */
const MOST_PROBLEMS = 20;

/** Makes zod check requests. Answers are written as they are: a test compares them with their schemas. */
export function useZod(app: FastifyInstance): void {
  app.setValidatorCompiler(checkWithZod);
  app.setSerializerCompiler(writeJson);
}

const checkWithZod: FastifySchemaCompiler<ZodType> =
  ({ schema, httpPart }) =>
  (data: unknown) => {
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    // A path that no resource of ours could have names nothing; it is not told apart from other misses.
    if (httpPart === "params") return { error: notFound() };
    return { error: invalidAll(problemsOf(result.error, data).slice(0, MOST_PROBLEMS)) };
  };

const writeJson: FastifySerializerCompiler<unknown> = () => (data) => JSON.stringify(data);
