import { type DestinationStream, pino } from "pino";

import type { Clock } from "#kernel/clock.ts";
import type { LogFields, Logger } from "#kernel/logger.ts";

import { describeError } from "./describe-error.ts";
import { gatheredOutput } from "./gathered-output.ts";
import { LOG_FIELDS } from "./log-fields.ts";

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";

export type LoggerOptions = {
  readonly clock: Clock;
  readonly level?: LogLevel;
  /** Where lines go: standard output unless it is said. */
  readonly destination?: DestinationStream;
};

/** One request, when its answer has ended. Each text is one of ours or was checked: none needs escaping. */
export type RequestLine = {
  readonly method: string;
  /** The pattern, never the address. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
  readonly tenantId: string | undefined;
};

/** The process's log. */
export type ProcessLog = Logger & {
  readonly request: (line: RequestLine) => void;
  /** Sends what was gathered. */
  readonly flush: () => void;
};

/**
 * One JSON line for each message. Fields that are not on the list are left out and named in `dropped`,
 * so that nobody's name or address is logged by mistake. Lines are gathered for a moment, but warnings and errors are
 * written at once, with what came before them: they may tell why the process is about to be killed.
 */
export function createLogger({ clock, level = "info", destination }: LoggerOptions): ProcessLog {
  const sink = destination ?? gatheredOutput({ lostLine: (count) => lostLine(clock.now(), count) });
  const log = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":${clock.now()}`,
      formatters: { level: (label) => ({ level: label }) },
      // Errors are described by us; the library's own description quotes more.
      serializers: { err: asIs },
    },
    sink,
  );
  return {
    info: (fields, message) => log.info(allowed(fields), message),
    warn: (fields, message) => {
      log.warn(allowed(fields), message);
      log.flush();
    },
    error: (fields, message) => {
      log.error(allowed(fields), message);
      log.flush();
    },
    request: log.isLevelEnabled("info") ? (line) => sink.write(requestLine(clock.now(), line)) : () => {},
    flush: () => log.flush(),
  };
}

/** Composed by hand: there is one for every request, and the library's way costs a third of a bare answer. */
function requestLine(
  now: number,
  { method, route, status, milliseconds, requestId, tenantId }: RequestLine,
): string {
  const ms = Math.round(milliseconds * 100) / 100;
  const tenant = tenantId === undefined ? "" : `"tenant_id":"${tenantId}",`;
  return `{"level":"info","time":${now},"method":"${method}","route":"${route}","status":${status},"ms":${ms},${tenant}"request_id":"${requestId}","msg":"request"}\n`;
}

function lostLine(now: number, count: number): string {
  return `{"level":"warn","time":${now},"count":${count},"msg":"Lines of this log could not be written."}\n`;
}

function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let dropped: string[] | undefined;
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined) continue;
    if (!LOG_FIELDS.has(name)) (dropped ??= []).push(name);
    else kept[name] = value instanceof Error ? describeError(value) : value;
  }
  if (dropped) kept["dropped"] = dropped;
  return kept;
}

function asIs(value: unknown): unknown {
  return value;
}
