import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { FinishedSpan } from "#ports/tracing.ts";
import { clientOf } from "#test/proof/client.ts";
import { startCollector } from "#test/collector.ts";

import { traceOutboundCalls } from "./outbound-calls.ts";
import { createTracing } from "./tracing.ts";

describe("a call to somebody else", () => {
  let [other, collector]: Awaited<ReturnType<typeof startCollector>>[] = [];
  beforeEach(async () => {
    [other, collector] = [await startCollector(), await startCollector()];
  });
  afterEach(() => collector?.close());

  test("is a child span of its caller, with its host and no more; our own telemetry is not traced", async () => {
    const spans: FinishedSpan[] = [];
    let made = 0;
    const token = (bytes: number): string => Buffer.alloc(bytes, ++made).toString("base64url");
    const tracing = createTracing({ take: (span) => void spans.push(span) }, token);
    const outbound = traceOutboundCalls(tracing, [`http://${collector?.host}`]);
    await tracing.run("job", "messages", async () => {
      await (await fetch(`http://${other?.host}/people/ana?secret=1`, { method: "POST" })).text();
      await fetch(`http://${collector?.host}/v1/traces`);
      const client = clientOf(`http://${other?.host}`);
      await client("GET", "/people/ana");
      client.close();
      await other?.close();
      await fetch(`http://${other?.host}/`).catch(() => undefined);
    });
    outbound.close();
    await fetch(`http://${collector?.host}/`);

    const job = spans.find(({ kind }) => kind === "job");
    const calls = spans.filter(({ kind }) => kind === "outbound_call");
    expect(calls.map(({ failed, parentId }) => [failed, parentId === job?.spanId])).toEqual([
      [false, true],
      [false, true],
      [true, true],
    ]);
    expect(calls[0]).toMatchObject({
      name: `POST ${other?.host}`,
      attributes: { "http.response.status_code": 200 },
    });
    expect(JSON.stringify(spans)).not.toMatch(/ana|secret/);
  });
});
