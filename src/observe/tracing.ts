import { AsyncLocalStorage } from "node:async_hooks";

import type { SpanKind, SpanSink } from "#ports/tracing.ts";

/** Random bytes in base64url, as from `kernel/ids`. */
type Token = (bytes: number) => string;

type Attributes = Readonly<Record<string, string | number>>;

/** A span that has not ended. */
export type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly end: (more?: {
    readonly name?: string;
    readonly failed?: boolean;
    readonly attributes?: Attributes;
  }) => void;
};

/** Traces what the process does in nested spans. Absent unless configured. */
export type Tracing = {
  /** Begins a child of the current span. */
  readonly begin: (kind: SpanKind, name: string, attributes?: Attributes) => Span;
  /** Runs work; spans that begin in it, or in what it awaits, become children of this one. */
  readonly within: <T>(span: Span, work: () => T) => T;
  /** Runs work as a span of its own, which ends with its promise if it returns one. */
  readonly run: <T>(kind: SpanKind, name: string, work: () => T) => T;
};

/** Creates tracing into a sink. Times are the machine's, not the injected clock's. */
export function createTracing(sink: Pick<SpanSink, "take">, token: Token): Tracing {
  const under = new AsyncLocalStorage<Span>();
  const id = (bytes: number): string => Buffer.from(token(bytes), "base64url").toString("hex");

  function begin(kind: SpanKind, name: string, attributes: Attributes = {}): Span {
    const parent = under.getStore();
    const startedAt = wallTime();
    const [traceId, spanId] = [parent?.traceId ?? id(16), id(8)];
    return {
      traceId,
      spanId,
      end: ({ name: known = name, failed = false, attributes: more } = {}) =>
        sink.take({
          kind,
          name: known,
          traceId,
          spanId,
          parentId: parent?.spanId,
          startedAt,
          endedAt: wallTime(),
          failed,
          attributes: { ...attributes, ...more },
        }),
    };
  }

  const within = <T>(span: Span, work: () => T): T => under.run(span, work);

  function run<T>(kind: SpanKind, name: string, work: () => T): T {
    const span = begin(kind, name);
    try {
      const result = within(span, work);
      if (result instanceof Promise) {
        result.then(
          () => span.end(),
          () => span.end({ failed: true }),
        );
      } else span.end();
      return result;
    } catch (error) {
      span.end({ failed: true });
      throw error;
    }
  }

  return { begin, within, run };
}

function wallTime(): number {
  return performance.timeOrigin + performance.now();
}
