/** What took time: a request to us, opening a tenant's file, one transaction, a job, a call to somebody else. */
export type SpanKind = "http_request" | "tenant_open" | "transaction" | "job" | "outbound_call";

/** A stretch of work that has ended. Nothing in it is from or about a person. */
export type FinishedSpan = {
  readonly kind: SpanKind;
  /** A route's pattern, a job's name, a host: one of a few texts of ours or of the configuration. */
  readonly name: string;
  /** 32 hexadecimal figures, shared by all spans of one request or job. */
  readonly traceId: string;
  /** 16 hexadecimal figures. */
  readonly spanId: string;
  readonly parentId: string | undefined;
  /** Milliseconds since 1970 by the machine's clock, with fractions. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, string | number>>;
};

/** Where spans go. */
export type SpanSink = {
  /** Takes it at once and sends it some time; never throws. */
  readonly take: (span: FinishedSpan) => void;
  /** Sends what is left, for a few seconds at most. */
  readonly close: () => Promise<void>;
};
