import { spawnSync } from "node:child_process";

import { describe, expect, test } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import { collectLogLines } from "#test/log-lines.ts";

import { createLogger } from "./logger.ts";

function start(level?: "warn") {
  const lines = collectLogLines();
  return {
    lines,
    log: createLogger({ clock: fixedClock(7), destination: lines.destination, ...(level && { level }) }),
  };
}

const REQUEST = {
  method: "GET",
  route: "/v1/x",
  status: 200,
  milliseconds: 1.234,
  requestId: "r1",
  tenantId: undefined,
};

describe("the log", () => {
  test("writes ids, codes and timings, with the injected clock's time", () => {
    const { log, lines } = start();
    log.info({ request_id: "r1", ms: 3, booking_uid: undefined }, "done");
    expect(lines.all()).toEqual([{ level: "info", time: 7, request_id: "r1", ms: 3, msg: "done" }]);
  });

  test("omits fields that are not on the list, and says so", () => {
    const { log, lines } = start();
    log.warn({ email: "ana@luna.example", request_id: "r1" }, "odd");
    expect(lines.all()).toEqual([
      { level: "warn", time: 7, request_id: "r1", dropped: ["email"], msg: "odd" },
    ]);
  });

  test("describes an error with its cause and stack frames", () => {
    const { log, lines } = start();
    log.error(
      { err: new Error("outer", { cause: Object.assign(new RangeError("inner"), { code: "E1" }) }) },
      "broke",
    );
    expect(lines.expectErrors()).toMatchObject([
      {
        err: {
          type: "Error",
          message: "outer",
          stack: expect.stringContaining("logger.test.ts"),
          cause: { type: "RangeError", code: "E1", message: "inner" },
        },
      },
    ]);
  });

  test("omits what a parser quotes, and truncates messages", () => {
    const { log, lines } = start();
    log.error({ err: new SyntaxError("Unexpected token in canary") }, "broke");
    log.error({ err: new Error("x".repeat(10_000)) }, "broke");
    const text = JSON.stringify(lines.expectErrors());
    expect(text).not.toContain("canary");
    expect(text.length).toBeLessThan(6_000);
  });

  test("writes a request in the same form as everything else", () => {
    const { log, lines } = start();
    log.request({ ...REQUEST, tenantId: "t1" });
    log.request(REQUEST);
    const line = {
      level: "info",
      time: 7,
      method: "GET",
      route: "/v1/x",
      status: 200,
      ms: 1.23,
      request_id: "r1",
      msg: "request",
    };
    expect(lines.all()).toEqual([{ ...line, tenant_id: "t1" }, line]);
  });

  test("is silent below its level", () => {
    const { log, lines } = start("warn");
    log.info({}, "quiet");
    log.request(REQUEST);
    log.warn({}, "loud");
    expect(lines.all()).toMatchObject([{ msg: "loud" }]);
  });
});

describe("what is buffered for standard output", () => {
  test.each([
    ["ends normally", 300, ""],
    ["exits", 300, "process.exit();"],
    ["fails", 50, "throw new Error('on purpose');"],
  ])("is written, in order, when the process %s", (_, count, ending) => {
    const script = `
      import { createLogger } from "#observe/logger.ts";
      const log = createLogger({ clock: { now: () => 7 } });
      const line = { method: "GET", route: "/é", status: 200, milliseconds: 1, tenantId: undefined };
      for (let i = 0; i < ${count}; i += 1) {
        log.request({ ...line, requestId: String(i) });
        if (i % 20 === 0) log.info({ count: i }, "between");
      }
      ${ending}`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
    });
    const lines = stdout
      .trim()
      .split("\n")
      .map((text) => JSON.parse(text) as Record<string, unknown>);
    const wanted = Array.from({ length: count }, (__, i) => (i % 20 === 0 ? [String(i), i] : [String(i)]));
    expect(lines.map((line) => line["request_id"] ?? line["count"])).toEqual(wanted.flat());
    expect(lines[0]).toMatchObject({ route: "/é", msg: "request" });
  });
});
