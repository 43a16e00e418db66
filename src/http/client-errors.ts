import type { Socket } from "node:net";

import { AppError, type ErrorReason } from "#kernel/errors.ts";
import type { Ids } from "#kernel/ids.ts";

import { errorBody } from "./errors.ts";

/** Errors of Node's HTTP parser, which occur before there is a request. */
const REASONS: Readonly<Record<string, ErrorReason>> = { HPE_HEADER_OVERFLOW: "HEADERS_TOO_LARGE" };

/**
 * Answers what is not acceptable HTTP (RFC 9112): malformed lines, two lengths, oversized headers. Closes the
 * connection, because the start of the next request is unknown.
 */
export function answerClientErrors(ids: Ids): (error: Error & { code?: string }, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === "ECONNRESET" || socket.destroyed) return;
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const known = new AppError(REASONS[error.code ?? ""] ?? "INVALID_ARGUMENT");
    const body = JSON.stringify(errorBody(known, ids.ulid()));
    socket.end(
      `HTTP/1.1 ${known.status} ${known.status === 431 ? "Request Header Fields Too Large" : "Bad Request"}\r\n` +
        "Content-Type: application/json; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n" +
        `Cache-Control: no-store\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  };
}
