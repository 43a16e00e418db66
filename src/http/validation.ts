import type { FastifyInstance, FastifySchemaCompiler, FastifySerializerCompiler } from "fastify";
import type { ZodType } from "zod";

import { notFound } from "#kernel/errors.ts";
import { invalidAll, problemsOf } from "#kernel/problems.ts";

/** So many problems are told at most, and so much of a path: both are as long as the caller likes. */
const MOST_PROBLEMS = 20;
const LONGEST_PATH = 200;

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
    const problems = problemsOf(result.error).slice(0, MOST_PROBLEMS);
    return { error: invalidAll(problems.map((problem) => ({ ...problem, path: shorten(problem.path) }))) };
  };

const writeJson: FastifySerializerCompiler<unknown> = () => (data) => JSON.stringify(data);

function shorten(path: string): string {
  return path.slice(0, LONGEST_PATH).toWellFormed();
}
