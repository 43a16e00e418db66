import type { z } from "zod";

import { AppError } from "./errors.ts";

/** One thing that is wrong with what was sent: where (`services.0.name`), and what must be so. Never the value. */
export type Problem = { readonly path: string; readonly message: string };

type Issue = z.core.$ZodIssue;

/** Everything that a schema found wrong, one line for each wrong or unknown key. */
export function problemsOf(error: z.core.$ZodError, under: readonly PropertyKey[] = []): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, under));
}

/** A 400 that lists every problem in `details.errors` and names the first one's field in `details.path`. */
export function invalidAll(problems: readonly Problem[]): AppError {
  const [first] = problems;
  const path = first?.path ?? "";
  const message = first ? `${path === "" ? "The body" : path}: ${first.message}` : undefined;
  return new AppError("INVALID_ARGUMENT", message, { path, errors: problems });
}

/** What the schema reads, or a 400 that lists every problem; `under` stands before each path. */
export function parseAll<T extends z.ZodType>(schema: T, value: unknown, under: readonly PropertyKey[] = []) {
  const result = schema.safeParse(value);
  if (!result.success) throw invalidAll(problemsOf(result.error, under));
  return result.data;
}

function problemsOfIssue(issue: Issue, under: readonly PropertyKey[]): Problem[] {
  const path = [...under, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: pathText([...path, key]), message: "unknown key" }));
  }
  if (issue.code === "invalid_key") return [{ path: pathText(path), message: "unknown key" }];
  if (issue.code === "invalid_union") {
    const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
    if (nearest.length > 0) return nearest.flatMap((inner) => problemsOfIssue(inner, path));
  }
  return [{ path: pathText(path), message: messageOf(issue) }];
}

function messageOf(issue: Issue): string {
  if (issue.code !== "invalid_type" || !issue.message.startsWith("Invalid input")) return issue.message;
  if (issue.message.endsWith("received undefined")) return "is missing";
  return `must be ${issue.expected === "int" ? "a whole number" : issue.expected}`;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}
