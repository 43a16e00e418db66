import { describe, expect, it } from "vitest";
import { z } from "zod";

import { AppError } from "./errors.ts";
import { integer, name } from "./fields.ts";
import { parseAll, type Problem, problemsOf } from "./problems.ts";

const service = z.strictObject({ name, minutes: integer(1, 1440), tags: z.array(z.string()).optional() });
const schema = z.strictObject({
  services: z.array(service),
  kind: z.enum(["a", "b"]),
  by: z.partialRecord(z.enum(["x"]), z.int()).optional(),
  either: z.union([z.strictObject({ n: z.int() }), z.literal("none")]).optional(),
});

function problems(value: unknown): readonly Problem[] {
  const result = schema.safeParse(value);
  return result.success ? [] : problemsOf(result.error, value);
}

describe("problems", () => {
  it.each<[unknown, string, RegExp]>([
    [
      { services: [{ name: "A", minutes: 1, durations: 3 }], kind: "a" },
      "services.0.durations",
      /^unknown key$/,
    ],
    [{ services: [{ name: "A" }], kind: "a" }, "services.0.minutes", /^is missing$/],
    [{ services: [{ name: 3, minutes: 1 }], kind: "a" }, "services.0.name", /^must be text$/],
    [{ services: [{ name: "A", minutes: 1.5 }], kind: "a" }, "services.0.minutes", /whole number/],
    [{ services: "x", kind: "a" }, "services", /^must be a list$/],
    [{ services: [], kind: "a", by: { y: 1 } }, "by.y", /^unknown key$/],
    [{ services: [], kind: "a", either: { m: 1, n: 1 } }, "either.m", /^unknown key$/],
    [{ services: [], kind: "c" }, "kind", /^must be "a" or "b"$/],
    [null, "", /^must be an object$/],
  ])("of %j stand at %s", (value, path, message) => {
    expect(problems(value)).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  it("are reported all together, and never repeat what was sent", () => {
    const secret = "hunter2";
    let error: unknown;
    try {
      parseAll(schema, { services: [{ name: secret, minutes: secret }], kind: secret, extra: secret });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ status: 400, details: { path: "services.0.minutes" } });
    const { details = {}, message } = error as AppError;
    expect((details["errors"] as Problem[]).map((problem) => problem.path)).toEqual([
      "services.0.minutes",
      "kind",
      "extra",
    ]);
    expect(JSON.stringify([details, message])).not.toContain(secret);
  });
});
