import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { AppError, type ErrorReason } from "#kernel/errors.ts";
import type { Logger } from "#kernel/logger.ts";

import { errorPage, wantsPage } from "./error-page.ts";
import { allowPage } from "./security-headers.ts";
import { signInAddress } from "./sign-ins.ts";

/** The format of every error response. */
export type ErrorBody = {
  readonly error: {
    readonly code: string;
    readonly reason: string;
    readonly message: string;
    readonly details?: Readonly<Record<string, unknown>>;
    readonly request_id: string;
  };
};

/**
 * Errors of Fastify and Node, mapped to our catalogue. Any other error that is not an `AppError` is a bug: a
 * 500.
 */
const REASONS: Readonly<Record<string, readonly [ErrorReason, string?]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ["PAYLOAD_TOO_LARGE"],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ["UNSUPPORTED_MEDIA_TYPE"],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ["INVALID_ARGUMENT", "The body is not as long as Content-Length says."],
  FST_ERR_CTP_INVALID_JSON_BODY: ["INVALID_ARGUMENT", "The body is not valid JSON."],
  FST_ERR_BAD_URL: ["NOT_FOUND"],
  FST_ERR_MAX_PARAM_LENGTH: ["NOT_FOUND"],
  FST_STATIC_FORBIDDEN_PATH: ["NOT_FOUND"],
  ENOSPC: ["UNAVAILABLE"],
  EMFILE: ["UNAVAILABLE"],
  ENFILE: ["UNAVAILABLE"],
};

const FAILED_FILE = /^SQLITE_(?:BUSY|CANTOPEN|CORRUPT|FULL|IOERR|LOCKED|NOMEM|NOTADB|PROTOCOL|READONLY)/;

/** Answers every error of every route; bugs are logged with the request's id. */
export function answerErrors(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const known = asAppError(error);
    if (known.status >= 500) logFailure(log, known, request);
    sendError(known, request, reply);
  });
}

/**
 * As `answerErrors`, for URLs that Fastify refuses before routing. Hooks do not run for them, so `headers`
 * supplies the headers common to all responses.
 */
export function answerFrameworkErrors(headers: Readonly<Record<string, string>>) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers({ ...headers, "x-request-id": request.id });
    sendError(asAppError(error), request, reply);
  };
}

/** Maps any error to one in our catalogue. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const known = REASONS[code];
  if (known) return new AppError(known[0], known[1], undefined, { cause: error });
  if (FAILED_FILE.test(code)) return new AppError("UNAVAILABLE", undefined, undefined, { cause: error });
  // The client disconnected while its body was being read: nobody receives the response, and nothing of ours
  // failed.
  if (code === "ECONNRESET" && statusOf(error) === 400) {
    return new AppError("INVALID_ARGUMENT", "The body was cut off.", undefined, { cause: error });
  }
  // Other refusals by Fastify are the caller's doing; its messages may echo the input, so they are not passed
  // on.
  if (code.startsWith("FST_ERR_CTP_") || (error instanceof SyntaxError && statusOf(error) === 400)) {
    return new AppError("INVALID_ARGUMENT", "The body is not valid JSON.", undefined, { cause: error });
  }
  return new AppError("INTERNAL", undefined, undefined, { cause: error });
}

/** The response body for an error. */
export function errorBody(error: AppError, requestId: string): ErrorBody {
  const { code, reason, message, details } = error;
  return { error: { code, reason, message, ...(details && { details }), request_id: requestId } };
}

function sendError(error: AppError, request: FastifyRequest, reply: FastifyReply): void {
  const signIn =
    error.reason === "UNAUTHENTICATED" && wantsPage(request) ? signInAddress(request) : undefined;
  if (signIn !== undefined) return void reply.redirect(signIn, 303);
  reply.code(error.status).headers(headersOf(error));
  if (wantsPage(request)) {
    allowPage(reply);
    reply.type("text/html; charset=utf-8").send(errorPage(error, request));
  } else reply.type("application/json; charset=utf-8").send(JSON.stringify(errorBody(error, request.id)));
}

/** Headers that RFC 9110 requires with some statuses. */
function headersOf({ status, details }: AppError): Record<string, string> {
  if (status === 401) return { "www-authenticate": "Bearer" };
  if (status === 405) return { allow: textOf(details?.["allow"]) };
  if (status === 429) return { "retry-after": textOf(details?.["retry_after_seconds"] ?? 60) };
  return status === 503 ? { "retry-after": "5" } : {};
}

function textOf(detail: unknown): string {
  return typeof detail === "string" || typeof detail === "number" ? String(detail) : "";
}

function logFailure(log: Logger, error: AppError, request: FastifyRequest): void {
  const route = request.routeOptions.url ?? "none";
  const fields = { request_id: request.id, route, reason: error.reason, err: rootCause(error) };
  if (error.reason === "INTERNAL") log.error(fields, "request failed");
  else log.warn(fields, "request could not be served");
}

function rootCause(error: AppError): Error {
  return error.cause instanceof Error ? error.cause : error;
}

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}

function statusOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
}
