import type { FinishedSpan, SpanKind, SpanSink } from "#ports/tracing.ts";

export type OtlpOptions = {
  /** The value of OTEL_EXPORTER_OTLP_ENDPOINT; `/v1/traces` is appended. */
  readonly endpoint: string;
  readonly service: string;
  /** Called with the number of spans that had to be dropped, and why. */
  readonly dropped: (count: number, why: string) => void;
  /** Milliseconds between two batches. */
  readonly every?: number;
};

const MOST_KEPT = 2_048;
const PATIENCE = 5_000;
/** The values of Span.SpanKind in opentelemetry-proto's trace.proto. */
const KINDS: Readonly<Record<SpanKind, number>> = {
  http_request: 2,
  tenant_open: 1,
  transaction: 1,
  job: 1,
  outbound_call: 3,
};
const STATUS_ERROR = 2;

/**
 * Sends spans in batches to a collector, as OTLP/HTTP in JSON (opentelemetry.io/docs/specs/otlp). What the
 * collector does not accept is dropped: telemetry must not use up the product's memory.
 */
export function otlpSpans({ endpoint, service, dropped, every = 2_000 }: OtlpOptions): SpanSink {
  let waiting: FinishedSpan[] = [];
  let sending: Promise<void> = Promise.resolve();
  const timer = setInterval(() => void flush(), every);
  timer.unref();

  function flush(): Promise<void> {
    const spans = waiting;
    waiting = [];
    if (spans.length > 0) sending = sending.then(() => send(spans));
    return sending;
  }

  async function send(spans: readonly FinishedSpan[]): Promise<void> {
    try {
      const answer = await fetch(`${endpoint}/v1/traces`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(asRequest(service, spans)),
        signal: AbortSignal.timeout(PATIENCE),
      });
      await answer.body?.cancel();
      if (!answer.ok) dropped(spans.length, `the collector answered ${answer.status}`);
    } catch {
      dropped(spans.length, "the collector does not answer");
    }
  }

  return {
    take: (span) => {
      if (waiting.length < MOST_KEPT) waiting.push(span);
      else dropped(1, "too many at once");
    },
    close: () => {
      clearInterval(timer);
      return flush();
    },
  };
}

/**
 * An ExportTraceServiceRequest in protobuf's JSON mapping: ids in hexadecimal, 64-bit integers as strings.
 */
function asRequest(service: string, spans: readonly FinishedSpan[]): object {
  const resource = { attributes: attributesOf({ "service.name": service }) };
  return {
    resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "frontdesk" }, spans: spans.map(asSpan) }] }],
  };
}

function asSpan(span: FinishedSpan): object {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentId !== undefined && { parentSpanId: span.parentId }),
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: nanoseconds(span.startedAt),
    endTimeUnixNano: nanoseconds(span.endedAt),
    attributes: attributesOf({ "frontdesk.kind": span.kind, ...span.attributes }),
    status: span.failed ? { code: STATUS_ERROR } : {},
  };
}

function attributesOf(attributes: FinishedSpan["attributes"]): object[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value },
  }));
}

/** Fractional milliseconds as a double are only exact to the microsecond. */
function nanoseconds(milliseconds: number): string {
  return `${Math.round(milliseconds * 1_000)}000`;
}
