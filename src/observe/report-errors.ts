import type { LogFields } from "#kernel/logger.ts";
import type { ErrorReport, ErrorReports, Frame } from "#ports/error-reports.ts";

import type { ProcessLog } from "./logger.ts";

/**
 * The fields of a log line that a report may contain: request ids and code locations, nothing about a business.
 */
const TAGS = ["request_id", "route", "job", "reason", "kind"] as const;
const ROOT = new URL("../..", import.meta.url).href;
const DEEPEST = 3;

/** Wraps a log so that each logged error is also reported. */
export function reportErrors(log: ProcessLog, { report }: Pick<ErrorReports, "report">): ProcessLog {
  return {
    ...log,
    error: (fields, message) => {
      log.error(fields, message);
      const error = Object.values(fields).find((value) => value instanceof Error);
      if (error) report(describe(error, message, fields));
    },
  };
}

function describe(error: Error, what: string, fields: LogFields): ErrorReport {
  const tags: Record<string, string> = {};
  for (const name of TAGS) {
    const value = fields[name];
    if (typeof value === "string") tags[name] = value;
  }
  const at = performance.timeOrigin + performance.now();
  return { ...kindOf(error), causes: causesOf(error), what, tags, at };
}

function kindOf(error: Error): Pick<ErrorReport, "type" | "code" | "frames"> {
  const code = "code" in error ? error.code : undefined;
  return {
    // A name is normally an identifier, but code can assign anything to it.
    type: /^[\w$.]{1,60}$/.test(error.name) ? error.name : "Error",
    code: typeof code === "string" && /^[A-Z0-9_]{1,60}$/.test(code) ? code : undefined,
    frames: framesOf(error),
  };
}

function causesOf(error: Error): ErrorReport["causes"] {
  const causes: ErrorReport["causes"][number][] = [];
  for (let cause = error.cause; cause instanceof Error && causes.length < DEEPEST; cause = cause.cause)
    causes.push(kindOf(cause));
  return causes;
}

const FRAME = /^\s+at (?:(?:async )?([^()]*?) \()?(\S+?):(\d+):(\d+)\)?$/;

/** The frames of a stack, without the message before them, which could look like frames itself. */
function framesOf({ stack = "", message }: Error): Frame[] {
  const begins = stack.includes(message) ? stack.indexOf(message) + message.length : 0;
  const lines = stack.slice(begins).split("\n").slice(1);
  // If the message was changed later, the stack still contains the old one.
  const first = lines.findLastIndex((line) => !/^\s+at /.test(line) && line !== "") + 1;
  return lines.slice(first, first + 30).flatMap((line) => {
    const [, name = "", file = "", row, column] = FRAME.exec(line) ?? [];
    if (file === "") return [];
    return [{ function: name, file: placeOf(file), line: Number(row), column: Number(column) }];
  });
}

/** Removes the machine's folders and a loader's query string. */
function placeOf(file: string): string {
  const url = (file.startsWith("/") ? `file://${file}` : file).replace(/\?.*$/, "");
  return url.startsWith(ROOT) ? url.slice(ROOT.length) : url.replace(/^file:\/\/.*\//, "…/");
}
