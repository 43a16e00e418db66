import type { FailedPart, ModelFailure } from "#ports/language-model.ts";

/** What both providers' clients throw: a response with a status, or an error with only a name. */
type Thrown = {
  readonly status?: number | undefined;
  readonly type?: string | null | undefined;
  readonly code?: string | null | undefined;
  readonly headers?: Headers | undefined;
};

/** Classifies an error of a provider's client. Its message is dropped: it may quote the key or a customer. */
export function failureOf(error: unknown, signal: AbortSignal): FailedPart {
  if (signal.aborted) return { kind: "failed", failure: "aborted", detail: "aborted" };
  if (error instanceof SyntaxError) return { kind: "failed", failure: "garbled", detail: "json" };
  const thrown = error as Thrown;
  const retryAfter = waitOf(thrown.headers);
  return {
    kind: "failed",
    failure: kindOf(thrown),
    detail: [thrown.status, machineWord(thrown.code) ?? machineWord(thrown.type)].filter(Boolean).join(" "),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** For a stream that ended before the answer was complete. */
export function cutOff(signal: AbortSignal): FailedPart {
  return { kind: "failed", failure: signal.aborted ? "aborted" : "network", detail: "cut" };
}

/** Codes and types from the providers' error pages. Errors inside a running stream have no status. */
const BY_WORD: Readonly<Record<string, ModelFailure>> = {
  insufficient_quota: "account",
  billing_error: "account",
  billing_hard_limit_reached: "account",
  authentication_error: "account",
  permission_error: "account",
  model_not_found: "account",
  not_found_error: "account",
  rate_limit_error: "rate",
  rate_limit_exceeded: "rate",
  overloaded_error: "overloaded",
  timeout_error: "timeout",
  api_error: "server",
  server_error: "server",
  invalid_request_error: "bad_request",
};

const BY_STATUS: Readonly<Record<number, ModelFailure>> = {
  401: "account",
  402: "account",
  403: "account",
  408: "timeout",
  429: "rate",
  529: "overloaded",
};

function kindOf({ status, code, type }: Thrown): ModelFailure {
  const byWord = BY_WORD[code ?? ""] ?? BY_WORD[type ?? ""];
  // An exhausted account also answers 429 and a missing model 404: the code is more specific.
  if (byWord === "account") return "account";
  if (status === undefined) return byWord ?? "network";
  return BY_STATUS[status] ?? (status >= 500 ? "server" : "bad_request");
}

function machineWord(word: string | null | undefined): string | undefined {
  return word && /^[a-z][a-z0-9_]{0,60}$/.test(word) ? word : undefined;
}

/** Milliseconds from `retry-after-ms`, else from `retry-after` in seconds or as a date (RFC 9110, 10.2.3). */
function waitOf(headers: Headers | undefined): number | undefined {
  const milliseconds = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  if (milliseconds >= 0) return milliseconds;
  const after = headers?.get("retry-after");
  if (!after) return undefined;
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1_000;
  const wait = Date.parse(after) - Date.parse(headers?.get("date") ?? "");
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
