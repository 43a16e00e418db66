/** The parts of an error that may be logged. */
export type ErrorDescription = {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly cause?: ErrorDescription;
};

const LONGEST_MESSAGE = 300;

/**
 * Describes an error for the log: type, code, stack frames, up to three causes, and the message, truncated to
 * 300 characters. Parsers' messages are omitted, because they quote their input.
 */
export function describeError(error: Error, depth = 0): ErrorDescription {
  const { name, message, stack, cause } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const quotes = error instanceof SyntaxError || name === "ZodError";
  return {
    type: name,
    ...(code !== undefined && { code }),
    ...(!quotes && { message: message.slice(0, LONGEST_MESSAGE) }),
    ...(stack !== undefined && { stack: framesOf(stack) }),
    ...(cause instanceof Error && depth < 3 && { cause: describeError(cause, depth + 1) }),
  };
}

/** The first 12 frames of a stack, without the message that precedes them. */
function framesOf(stack: string): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
    .join("\n");
}
