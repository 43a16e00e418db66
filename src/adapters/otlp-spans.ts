import type { FinishedSpan, SpanKind, SpanSink } from "#ports/tracing.ts";

export type OtlpOptions = {
  /** As OTEL_EXPORTER_OTLP_ENDPOINT: `/v1/traces` is added. */
  readonly endpoint: string;
  readonly service: string;
  /** Told when spans had to be dropped: how many, and why. */
  readonly dropped: (count: number, why: string) => void;
  /** Milliseconds between two sendings. */
  readonly every?: number;
};

const MOST_KEPT = 2_048;
const PATIENCE = 5_000;
/** opentelemetry-proto, trace.proto, Span.SpanKind. */
const KINDS: Readonly<Record<SpanKind, number>> = {
  http_request: 2,
  tenant_open: 1,
  transaction: 1,
  job: 1,
  outbound_call: 3,
};
const STATUS_ERROR = 2;

/**
 * Sends spans to a collector as OTLP over HTTP in JSON (opentelemetry.io/docs/specs/otlp), some at a time.
 * What a collector does not take is dropped: nothing here may cost the product its memory.
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

/** ExportTraceServiceRequest in protobuf's JSON form: ids in hexadecimal, 64-bit numbers as text. */
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

/** Milliseconds with fractions are exact to the microsecond, no further. */
function nanoseconds(milliseconds: number): string {
  return `${Math.round(milliseconds * 1_000)}000`;
}
