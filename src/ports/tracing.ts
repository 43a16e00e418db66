/**
 * What was timed: a request to us, opening a tenant's file, a transaction, a job, a call to another service.
 */
export type SpanKind = "http_request" | "tenant_open" | "transaction" | "job" | "outbound_call";

/** A finished span. Contains nothing from or about a person. */
export type FinishedSpan = {
  readonly kind: SpanKind;
  /** A route's pattern, a job's name, a host: one of a few fixed or configured texts. */
  readonly name: string;
  /** 32 hexadecimal digits, shared by all spans of one request or job. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly parentId: string | undefined;
  /** Milliseconds since 1970, by the machine's clock, with fractions. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, string | number>>;
};

/** Where spans go. */
export type SpanSink = {
  /** Queues it to be sent later; never throws. */
  readonly take: (span: FinishedSpan) => void;
  /** Sends what is still queued, for a few seconds at most. */
  readonly close: () => Promise<void>;
};
