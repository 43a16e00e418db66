/**
 * An error reduced to what may be logged: its kind and where it arose. The message of an error thrown while
 * reading a customer's text can quote that text.
 */
export function unspoken(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("Something was thrown that is no error.");
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  const said = SAYS_NOTHING.has(error.name) ? error.message : "(not told)";
  const told = new Error(`${error.name}: ${said}`);
  told.stack = [`${error.name}: ${said}`, ...frames].join("\n");
  return told;
}

/** Error types whose messages come from the runtime or from us, never from customers' text. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  "TypeError",
  "ReferenceError",
  "AppError",
  "BrainFailed",
  "SqliteError",
]);
