/**
 * An error as it may be logged: where it arose and of which kind it is. What somebody wrote can stand in the message
 * of an error that was thrown while it was read.
 */
export function unspoken(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("Something was thrown that is no error.");
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  const said = SAYS_NOTHING.has(error.name) ? error.message : "(not told)";
  const told = new Error(`${error.name}: ${said}`);
  told.stack = [`${error.name}: ${said}`, ...frames].join("\n");
  return told;
}

/** Of these the message is the runtime's or ours, never made from a text. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  "TypeError",
  "ReferenceError",
  "AppError",
  "BrainFailed",
  "SqliteError",
]);
