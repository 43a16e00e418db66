import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Database from "better-sqlite3";

import { startCollector } from "./collector.ts";
import { clientOf } from "./proof/client.ts";
import { found } from "./proof/founding.ts";
import { startQuickly, startServerProcess } from "./proof/server-process.ts";

type Sent = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
};

const SECRETS = ["Canary", "canary", "2125550188", "luna", "the-platform-key"];

describe("a server with a span collector", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "frontdesk-telemetry-"));
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let spans: readonly Sent[];

  beforeAll(async () => {
    collector = await startCollector();
    const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://${collector.host}` };
    const server = await startQuickly({ dataDir, settings });
    const client = clientOf(server.address);
    const luna = await found(client);
    const booked = await luna.ask("POST", "/v1/public/bookings", {
      headers: { "idempotency-key": "canary-key" },
      body: {
        service_id: luna.services["cut"],
        start: "2026-03-09T14:00:00Z",
        customer: { name: "Canary Ruiz", email: "canary@example.com", phone: "+12125550188" },
        notes: "canary-notes",
      },
    });
    const { uid } = booked.body.booking;
    const key = booked.body.manage_token;
    await luna.ask("POST", `/v1/public/bookings/${uid}/cancel`, { key, body: { reason: "canary-reason" } });
    client.close();
    await server.end("SIGTERM");
    spans = collector.received.flatMap(
      ({ body }) => JSON.parse(body).resourceSpans[0].scopeSpans[0].spans as Sent[],
    );
  });
  afterAll(async () => {
    await collector.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("reports requests, files, transactions and jobs", () => {
    expect(collector.received.every(({ path }) => path === "/v1/traces")).toBe(true);
    const names = spans.map(({ name }) => name);
    for (const name of ["POST /v1/public/bookings", "tenant open", "transaction"])
      expect(names).toContain(name);
    const kinds = new Set(spans.map(({ attributes }) => attributes[0]?.value.stringValue));
    expect(kinds).toEqual(new Set(["http_request", "tenant_open", "transaction", "job"]));
  });

  test("nests a transaction in its request, in time as well", () => {
    const request = spans.find(({ name }) => name === "POST /v1/public/bookings");
    const inside = spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
    expect(inside.map(({ name }) => name)).toEqual(["transaction"]);
    for (const span of inside) {
      expect(span.traceId).toBe(request?.traceId);
      expect(BigInt(span.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(request?.startTimeUnixNano ?? 0));
      expect(BigInt(span.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(request?.endTimeUnixNano ?? 0));
    }
    expect(request).toMatchObject({
      kind: 2,
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
      attributes: expect.arrayContaining([
        { key: "http.route", value: { stringValue: "/v1/public/bookings" } },
        { key: "http.response.status_code", value: { intValue: "201" } },
      ]),
    });
  });

  test("contains nothing about anybody", () => {
    const everything = JSON.stringify(collector.received);
    expect(SECRETS.filter((secret) => everything.includes(secret))).toEqual([]);
  });
});

describe("a server with an error collector", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "frontdesk-telemetry-"));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test("reports where and why a request failed by its own fault, and nothing about anybody", async () => {
    const collector = await startCollector();
    const settings = { SENTRY_DSN: `http://its-key@${collector.host}/7` };
    const server = await startServerProcess({ dataDir, settings });
    const client = clientOf(server.address);
    const luna = await found(client);
    expect((await luna.administer("GET", "/v1/admin/customers?q=canary")).status).toBe(200);
    expect((await luna.administer("GET", "/v1/admin/customers?limit=canary")).status).toBe(400);
    breakTenants(dataDir);
    const failed = await luna.administer("GET", "/v1/admin/customers?q=canary");
    expect(failed).toMatchObject({ status: 500, body: { error: { reason: "INTERNAL" } } });
    client.close();
    await server.end("SIGTERM");
    await collector.close();

    expect(collector.received).toHaveLength(1);
    const [{ path, headers, body } = { path: "", headers: {}, body: "" }] = collector.received;
    expect(path).toBe("/api/7/envelope/");
    expect(headers["x-sentry-auth"]).toContain("sentry_key=its-key");
    const event = JSON.parse(body.split("\n")[2] ?? "");
    expect(event).toMatchObject({
      level: "error",
      transaction: "/v1/admin/customers",
      tags: { request_id: failed.body.error.request_id },
    });
    const [exception] = event.exception.values;
    expect(exception).toMatchObject({ type: "SqliteError", value: "SQLITE_ERROR" });
    expect(exception.stacktrace.frames.some((frame: { in_app: boolean }) => frame.in_app)).toBe(true);
    expect(SECRETS.filter((secret) => body.includes(secret))).toEqual([]);
  });
});

/** Deletes a table, which none of our migrations does. */
function breakTenants(dataDir: string): void {
  for (const path of globSync("tenants/*/*.db", { cwd: dataDir })) {
    const file = new Database(join(dataDir, path));
    file.exec("pragma foreign_keys = off; alter table customers rename to nowhere");
    file.close();
  }
}
