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
  /** Where lines are written: standard output by default. */
  readonly destination?: DestinationStream;
};

/** One request, logged when its response has ended. All texts are our own or validated, so none needs escaping. */
export type RequestLine = {
  readonly method: string;
  /** The route pattern, never the URL. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
  readonly tenantId: string | undefined;
};

/** The process's log. */
export type ProcessLog = Logger & {
  readonly request: (line: RequestLine) => void;
  /** Writes what is buffered. */
  readonly flush: () => void;
};

/**
 * Writes one JSON line per message, timestamped in epoch milliseconds. Fields that are not in `LOG_FIELDS` are
 * omitted and named in `dropped`, so that no name or address is logged by mistake. Lines are buffered briefly,
 * but warnings and errors are flushed with everything before them: they may tell why the process is about to be
 * killed.
 */
export function createLogger({ clock, level = "info", destination }: LoggerOptions): ProcessLog {
  const sink = destination ?? gatheredOutput({ lostLine: (count) => lostLine(clock.now(), count) });
  const log = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":${clock.now()}`,
      formatters: { level: (label) => ({ level: label }) },
      // `describeError` has described errors already; pino's serializer would quote more.
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

/** Formatted by hand: it runs for every request, and pino would cost a third of a minimal response. */
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
