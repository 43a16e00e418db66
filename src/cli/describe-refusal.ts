import type { Problem } from "#kernel/problems.ts";

/** Formats a refusal for a terminal, each wrong key on a line of its own. */
export function describeRefusal(message: string, details: Readonly<Record<string, unknown>> = {}): string[] {
  const errors = (details["errors"] ?? []) as readonly Problem[];
  if (errors.length > 0) return errors.map(({ path, message }) => `${path || "The document"}: ${message}`);
  const path = details["path"];
  return [typeof path === "string" && !message.startsWith(path) ? `${path}: ${message}` : message];
}
