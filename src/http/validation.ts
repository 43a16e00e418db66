import type { FastifySchemaCompiler, FastifySerializerCompiler, FastifyServerOptions } from "fastify";
import type { ZodType } from "zod";

import { notFound } from "#kernel/errors.ts";
import { invalidAll, problemsOf } from "#kernel/problems.ts";

/** So many problems are told at most: a person mends a few at a time. */
const MOST_PROBLEMS = 20;

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

/**
 * Makes zod check requests. Answers are written as they are: a test compares them with their schemas. Told at the
 * start, so that the checker and the writer for JSON schemas that come with Fastify are not even loaded.
 */
export const ZOD_ONLY: NonNullable<FastifyServerOptions["schemaController"]> = {
  // Typed for the schemas of those two, and no others.
  compilersFactory: {
    buildValidator: () => checkWithZod as never,
    buildSerializer: () => writeJson as never,
  },
};
