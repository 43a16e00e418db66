import type { FastifySchemaCompiler, FastifySerializerCompiler, FastifyServerOptions } from "fastify";
import type { ZodType } from "zod";

import { notFound } from "#kernel/errors.ts";
import { invalidAll, problemsOf } from "#kernel/problems.ts";

/** How many problems are reported at most: people fix a few at a time. */
const MOST_PROBLEMS = 20;

const checkWithZod: FastifySchemaCompiler<ZodType> =
  ({ schema, httpPart }) =>
  (data: unknown) => {
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    // A path parameter that no id of ours could match names nothing; it gives the same 404 as any other miss.
    if (httpPart === "params") return { error: notFound() };
    return { error: invalidAll(problemsOf(result.error, data).slice(0, MOST_PROBLEMS)) };
  };

const writeJson: FastifySerializerCompiler<unknown> = () => (data) => JSON.stringify(data);

/**
 * Validates requests with zod. Responses are serialized as they are: a test compares them with their schemas.
 * Passed at construction, so that Fastify's own JSON schema validator and serializer are not even loaded.
 */
export const ZOD_ONLY: NonNullable<FastifyServerOptions["schemaController"]> = {
  // The types only allow for the schemas of those two.
  compilersFactory: {
    buildValidator: () => checkWithZod as never,
    buildSerializer: () => writeJson as never,
  },
};
