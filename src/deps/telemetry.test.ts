import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { systemClock } from "#kernel/clock.ts";
import { createLogger } from "#observe/logger.ts";
import { startCollector } from "#test/collector.ts";
import { collectLogLines } from "#test/log-lines.ts";

import { chooseTelemetry } from "./telemetry.ts";

const CANARY = "canary-ana@luna.example";

function aLog() {
  const lines = collectLogLines();
  return { lines, log: createLogger({ clock: systemClock, destination: lines.destination }) };
}

describe("a process without telemetry settings", () => {
  test("uses the log as it is, and records no spans", async () => {
    const { log } = aLog();
    const none = await chooseTelemetry(
      { sentryDsn: undefined, otelEndpoint: undefined, production: true },
      log,
    );
    const timed = <T>(work: () => T): T => work();
    expect(none.log).toBe(log);
    expect(none).toMatchObject({ tracing: undefined, timeWrite: undefined });
    expect(none.timeOpening(timed)).toBe(timed);
    await none.close();
  });
});

describe("logged errors", () => {
  let sentry: Awaited<ReturnType<typeof startCollector>>;
  beforeAll(async () => {
    sentry = await startCollector();
  });
  afterAll(() => sentry.close());

  async function reportInto(host: string, error: Error) {
    const { log, lines } = aLog();
    const settings = { sentryDsn: `http://public@${host}/42`, otelEndpoint: undefined, production: true };
    const telemetry = await chooseTelemetry(settings, log);
    telemetry.log.error(
      { request_id: "r1", route: "/v1/x/:id", booking_uid: CANARY, err: error },
      "request failed",
    );
    await telemetry.close();
    lines.expectErrors();
    return lines;
  }

  test("are sent as envelopes with type, code, frames, route and request, but no message", async () => {
    const cause = Object.assign(new RangeError(`for ${CANARY}`), { code: "SQLITE_FULL" });
    const error = new TypeError(`no visit of ${CANARY}\n    at ${CANARY} (/tmp/x.ts:1:1)`, { cause });
    error.name = `TypeError for ${CANARY}`;
    await reportInto(sentry.host, error);

    const [envelope] = sentry.received;
    expect(envelope).toMatchObject({
      path: "/api/42/envelope/",
      headers: {
        "content-type": "application/x-sentry-envelope",
        "x-sentry-auth": expect.stringMatching(/^Sentry sentry_version=7, .*sentry_key=public$/),
      },
    });
    expect(envelope?.body).not.toContain("canary");
    const [header, item, event] = (envelope?.body ?? "")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(header.event_id).toMatch(/^[0-9a-f]{32}$/);
    expect(item).toMatchObject({ type: "event" });
    expect(event).toMatchObject({
      event_id: header.event_id,
      environment: "production",
      transaction: "/v1/x/:id",
      tags: { request_id: "r1", route: "/v1/x/:id" },
      exception: { values: [{ type: "RangeError", value: "SQLITE_FULL" }, { type: "Error" }] },
    });
    expect(event.exception.values[1].stacktrace.frames.at(-1)).toMatchObject({
      filename: "src/deps/telemetry.test.ts",
      in_app: true,
      lineno: expect.any(Number),
    });
  });

  test("are dropped, with a log line, if nobody accepts them", async () => {
    const nobody = await reportInto("127.0.0.1:9", new Error("x"));
    expect(nobody.all()).toMatchObject([{ level: "warn", reason: "Sentry does not answer" }]);
    const busy = await startCollector(429);
    const refused = await reportInto(busy.host, new Error("x"));
    expect(refused.all()).toMatchObject([{ level: "warn", reason: "Sentry answered 429" }]);
    await busy.close();
  });
});
