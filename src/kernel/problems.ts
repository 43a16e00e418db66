import type { z } from "zod";

import { AppError } from "./errors.ts";

/**
 * One problem with the input: where (`services.0.name`) and what must hold, as the rest of a sentence. Never
 * contains the value.
 */
export type Problem = { readonly path: string; readonly message: string };

type Issue = z.core.$ZodIssue;

/** Every problem that a schema found with `data`, one for each wrong or unknown key. */
export function problemsOf(error: z.core.$ZodError, data: unknown): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, [], data));
}

/** A 400 that lists every problem in `details.errors` and names the first one's field in `details.path`. */
export function invalidAll(problems: readonly Problem[]): AppError {
  const [first] = problems;
  const path = first?.path ?? "";
  const message = first ? `${path === "" ? "The document" : path}: ${first.message}` : undefined;
  return new AppError("INVALID_ARGUMENT", message, { path, errors: problems });
}

/** Parses with the schema, or throws a 400 that lists every problem. */
export function parseAll<T extends z.ZodType>(schema: T, data: unknown): z.output<T> {
  const result = schema.safeParse(data);
  if (!result.success) throw invalidAll(problemsOf(result.error, data));
  return result.data;
}

function problemsOfIssue(issue: Issue, above: readonly PropertyKey[], data: unknown): Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: pathText([...path, key]), message: "unknown key" }));
  }
  if (issue.code === "invalid_key") return [{ path: pathText(path), message: "unknown key" }];
  if (issue.code === "invalid_union") {
    const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
    if (nearest.length > 0) return nearest.flatMap((inner) => problemsOfIssue(inner, path, data));
  }
  return [
    { path: pathText(path), message: valueAt(data, path) === undefined ? "is missing" : messageOf(issue) },
  ];
}

/** Messages of our own field types already complete the sentence; zod's start with a capital letter. */
function messageOf(issue: Issue): string {
  if (/^[a-z]/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_big":
      return `must be at most ${issue.maximum}${UNITS[issue.origin] ?? ""}`;
    case "too_small":
      return `must be at least ${issue.minimum}${UNITS[issue.origin] ?? ""}`;
    default:
      return "isn't right";
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

const UNITS: Readonly<Record<string, string>> = { string: " characters long", array: " entries long" };

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Keys come from the caller, so they are truncated to a readable length, at whole characters. */
function pathText(path: readonly PropertyKey[]): string {
  return path.map(String).join(".").slice(0, 200).toWellFormed();
}
