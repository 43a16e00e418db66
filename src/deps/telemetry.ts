import type { Config } from "#config";
import { type Ids, randomIds } from "#kernel/ids.ts";
import { systemClock } from "#kernel/clock.ts";
import type { ProcessLog } from "#observe/logger.ts";
import type { Tracing } from "#observe/tracing.ts";
import type { ErrorReports } from "#ports/error-reports.ts";
import type { SpanSink } from "#ports/tracing.ts";

type Timed = <T>(work: () => T) => T;

/** Telemetry, as far as it is configured; otherwise nothing, at no cost. */
export type Telemetry = {
  /** The log, which also reports errors if that is configured. */
  readonly log: ProcessLog;
  readonly tracing: Tracing | undefined;
  /** Traces each timed opening as a span. */
  readonly timeOpening: (timed: Timed) => Timed;
  readonly timeWrite: Timed | undefined;
  readonly tracedJobs: <T extends Job>(jobs: readonly T[]) => readonly T[];
  /** Sends what is still buffered. */
  readonly close: () => Promise<void>;
};

type Job = { readonly name: string; readonly run: (signal: AbortSignal) => Promise<void> | void };

/** Reads SENTRY_DSN and OTEL_EXPORTER_OTLP_ENDPOINT. The code for either is loaded only if it is set. */
export async function chooseTelemetry(
  config: Pick<Config, "sentryDsn" | "otelEndpoint" | "production">,
  plain: ProcessLog,
): Promise<Telemetry> {
  // Not the product's own clock and ids, which tests control.
  const ids = randomIds(systemClock);
  const reports = config.sentryDsn
    ? await sentry(config.sentryDsn, config.production, ids, plain)
    : undefined;
  const spans = config.otelEndpoint ? await otlp(config.otelEndpoint, plain) : undefined;
  const exported = [config.otelEndpoint, config.sentryDsn].filter((address) => address !== undefined);
  const traces = spans && (await traceInto(spans, ids, exported));
  return {
    log: reports ? (await import("#observe/report-errors.ts")).reportErrors(plain, reports) : plain,
    tracing: traces?.tracing,
    timeOpening: (timed) =>
      traces ? (work) => traces.tracing.run("tenant_open", "tenant open", () => timed(work)) : timed,
    timeWrite: traces && ((work) => traces.tracing.run("transaction", "transaction", work)),
    tracedJobs: (jobs) =>
      traces
        ? jobs.map((job) => ({
            ...job,
            run: (signal: AbortSignal) => traces.tracing.run("job", job.name, () => job.run(signal)),
          }))
        : jobs,
    close: async () => {
      traces?.close();
      await Promise.all([spans?.close(), reports?.close()]);
    },
  };
}

async function sentry(dsn: string, production: boolean, ids: Ids, log: ProcessLog): Promise<ErrorReports> {
  const { sentryReports } = await import("#adapters/sentry-reports.ts");
  return sentryReports({
    dsn,
    environment: production ? "production" : "development",
    eventId: () => Buffer.from(ids.token(16), "base64url").toString("hex"),
    dropped: (reason) => log.warn({ provider: "sentry", reason }, "An error could not be reported."),
  });
}

async function otlp(endpoint: string, log: ProcessLog): Promise<SpanSink> {
  const { otlpSpans } = await import("#adapters/otlp-spans.ts");
  return otlpSpans({
    endpoint,
    service: "frontdesk",
    dropped: (count, reason) => log.warn({ provider: "otlp", count, reason }, "Spans were dropped."),
  });
}

async function traceInto(spans: SpanSink, ids: Ids, exported: readonly string[]) {
  const { createTracing } = await import("#observe/tracing.ts");
  const { traceOutboundCalls } = await import("#observe/outbound-calls.ts");
  const tracing = createTracing(spans, ids.token);
  return { tracing, close: traceOutboundCalls(tracing, exported).close };
}
