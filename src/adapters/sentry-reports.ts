import { StartProblem } from "#kernel/start-problem.ts";
import type { ErrorReport, ErrorReports, Frame } from "#ports/error-reports.ts";

export type SentryOptions = {
  /** `https://KEY@HOST/PROJECT`, as Sentry shows it. */
  readonly dsn: string;
  readonly environment: string;
  /** 32 hexadecimal digits, new each time. */
  readonly eventId: () => string;
  /** Called with the reason when a report had to be dropped. */
  readonly dropped: (why: string) => void;
};

const PATIENCE = 5_000;
/** Reports per minute: a failure on every request must not become a flood. */
const MOST_A_MINUTE = 30;
const MINUTE = 60_000;

/** Sends errors to Sentry, or a compatible server, as envelopes (develop.sentry.dev/sdk/envelopes). */
export function sentryReports(options: SentryOptions): ErrorReports {
  const { environment, eventId, dropped } = options;
  const { address, key } = readDsn(options.dsn);
  const onTheirWay = new Set<Promise<void>>();
  let [minute, sent, silentUntil] = [0, 0, 0];

  function mayBeSent(at: number): boolean {
    if (at - minute >= MINUTE) [minute, sent] = [at, 0];
    return at >= silentUntil && sent++ < MOST_A_MINUTE;
  }

  async function send(report: ErrorReport): Promise<void> {
    try {
      const answer = await fetch(address, {
        method: "POST",
        headers: {
          "content-type": "application/x-sentry-envelope",
          "x-sentry-auth": `Sentry sentry_version=7, sentry_client=frontdesk/1, sentry_key=${key}`,
        },
        body: asEnvelope(eventId(), environment, report),
        signal: AbortSignal.timeout(PATIENCE),
      });
      await answer.body?.cancel();
      if (answer.status === 429)
        silentUntil = report.at + 1_000 * (Number(answer.headers.get("retry-after")) || 60);
      if (!answer.ok) dropped(`Sentry answered ${answer.status}`);
    } catch {
      dropped("Sentry does not answer");
    }
  }

  return {
    report: (report) => {
      if (!mayBeSent(report.at)) return;
      const sending = send(report).finally(() => onTheirWay.delete(sending));
      onTheirWay.add(sending);
    },
    close: async () => void (await Promise.all(onTheirWay)),
  };
}

function readDsn(dsn: string): { readonly address: string; readonly key: string } {
  const { protocol, host, username: key, pathname } = new URL(dsn);
  const [, before = "", project = ""] = /^(.*\/)(\d+)$/.exec(pathname) ?? [];
  if (key === "" || project === "") throw new StartProblem("SENTRY_DSN must be https://KEY@HOST/PROJECT.");
  return { address: `${protocol}//${host}${before}api/${project}/envelope/`, key };
}

/** Three lines: the envelope's header, the item's header, the event. */
function asEnvelope(id: string, environment: string, report: ErrorReport): string {
  const event = {
    event_id: id,
    timestamp: report.at / 1_000,
    platform: "node",
    level: "error",
    environment,
    logger: report.what,
    ...(report.tags["route"] !== undefined && { transaction: report.tags["route"] }),
    tags: report.tags,
    // The root cause comes first, the error that was thrown last.
    exception: { values: [...report.causes.toReversed(), report].map(asException) },
  };
  const lines = [{ event_id: id }, { type: "event", content_type: "application/json" }, event];
  return `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
}

function asException({ type, code, frames }: Pick<ErrorReport, "type" | "code" | "frames">): object {
  return {
    type,
    ...(code !== undefined && { value: code }),
    // Sentry expects the innermost frame last.
    stacktrace: { frames: frames.toReversed().map(asFrame) },
  };
}

function asFrame({ function: name, file, line, column }: Frame): object {
  return {
    ...(name !== "" && { function: name }),
    filename: file,
    lineno: line,
    colno: column,
    in_app: file.startsWith("src/"),
  };
}
