import { afterAll, describe, expect, test } from "vitest";

import { createMetrics } from "./metrics.ts";

describe("the metrics", () => {
  const metrics = createMetrics();
  afterAll(() => metrics.close());

  test("time requests in cumulative buckets", async () => {
    for (const seconds of [0.0005, 0.003, 0.003, 20]) metrics.requests.add("GET", "/v1/x/:id", 200, seconds);
    metrics.requests.add("GET", "/v1/x/:id", 404, 0.001);
    const lines = (await metrics.render()).split("\n").filter((line) => line.includes('status="200"'));
    const valueOf = (what: string) =>
      Number(
        lines
          .find((line) => line.includes(what))
          ?.split(" ")
          .at(-1),
      );
    expect(valueOf('le="0.001"')).toBe(1);
    expect(valueOf('le="0.005"')).toBe(3);
    expect(valueOf('le="10"')).toBe(3);
    expect(valueOf('le="+Inf"')).toBe(4);
    expect(valueOf("seconds_count")).toBe(4);
    expect(valueOf("seconds_sum")).toBeCloseTo(20.0065);
  });

  test("are rendered with name, help and type, all under our prefix", async () => {
    metrics.watchOpenTenants(() => 3);
    const text = await metrics.render();
    expect(text).toContain("# TYPE frontdesk_http_request_seconds histogram");
    expect(text).toContain("frontdesk_tenants_open 3");
    expect(text).toMatch(/frontdesk_event_loop_delay_seconds\{quantile="0\.99"\} \d/);
    for (const [, name = ""] of text.matchAll(/^# TYPE (\S+)/gm)) expect(name).toMatch(/^frontdesk_/);
  });
});
