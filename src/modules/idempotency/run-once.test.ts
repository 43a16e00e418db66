import { isDeepStrictEqual } from "node:util";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { build } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import { aSalon, type Salon } from "#test/salon.ts";

import { canonicalJson } from "./canonical-json.ts";
import { KEPT_FOR, type Once, runOnce } from "./index.ts";

const ONCE: Once = { scope: "POST /bookings customer:", key: "k1", body: { a: 1, b: [2, 3] } };

/** Makes requests and counts how often the work was done. */
function asker(salon: Salon) {
  let done = 0;
  const ask = (once: Once | undefined, keep?: (result: { n: number }) => boolean): { n: number } =>
    salon.db.write((tx) => runOnce(salon.ctx(), tx, once, () => ({ n: (done += 1) }), keep));
  return { ask, done: () => done };
}

function reasonOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.reason : "another error";
  }
}

describe("a request with an idempotency key", () => {
  it("is done once, and repeats get the same answer", () => {
    const { ask, done } = asker(aSalon());
    expect([ask(ONCE), ask(ONCE), ask({ ...ONCE, body: { b: [2, 3], a: 1 } })]).toEqual([
      { n: 1 },
      { n: 1 },
      { n: 1 },
    ]);
    expect(done()).toBe(1);
  });

  it("is refused with a different body", () => {
    const { ask } = asker(aSalon());
    ask(ONCE);
    expect(reasonOf(() => ask({ ...ONCE, body: { a: 1, b: [3, 2] } }))).toBe("IDEMPOTENCY_MISMATCH");
  });

  it("is a different request in another scope, with another key, or without one", () => {
    const { ask } = asker(aSalon());
    ask(ONCE);
    expect(ask({ ...ONCE, scope: "POST /bookings api_key:x" })).toEqual({ n: 2 });
    expect(ask({ ...ONCE, key: "k2" })).toEqual({ n: 3 });
    expect([ask(undefined), ask(undefined)]).toEqual([{ n: 4 }, { n: 5 }]);
  });

  it("is remembered for a day, then deleted", () => {
    const salon = aSalon();
    const { ask } = asker(salon);
    ask(ONCE);
    salon.clock.advance(KEPT_FOR - 1);
    expect(ask(ONCE)).toEqual({ n: 1 });
    salon.clock.advance(1);
    expect(ask(ONCE)).toEqual({ n: 2 });
    salon.clock.advance(KEPT_FOR);
    ask({ ...ONCE, key: "k2" });
    expect(salon.db.all(build.selectFrom("idempotency_keys").select("key"))).toEqual([{ key: "k2" }]);
  });

  it("expires even if the clock was set back after a later one", () => {
    const salon = aSalon();
    const { ask } = asker(salon);
    salon.clock.advance(3 * KEPT_FOR);
    ask({ ...ONCE, key: "k2" });
    salon.clock.advance(-3 * KEPT_FOR);
    ask(ONCE);
    salon.clock.advance(KEPT_FOR);
    expect([ask(ONCE), ask(ONCE)]).toEqual([{ n: 3 }, { n: 3 }]);
  });

  it("may be tried again if it failed, or if its result was not stored", () => {
    const salon = aSalon();
    const { ask } = asker(salon);
    const fails = () =>
      salon.db.write((tx) =>
        runOnce(salon.ctx(), tx, ONCE, () => {
          throw new AppError("SLOT_TAKEN");
        }),
      );
    expect(reasonOf(fails)).toBe("SLOT_TAKEN");
    expect(ask(ONCE, () => false)).toEqual({ n: 1 });
    expect(ask(ONCE)).toEqual({ n: 2 });
    expect(ask(ONCE)).toEqual({ n: 2 });
  });

  it("is not remembered if its transaction is rolled back afterwards", () => {
    const salon = aSalon();
    const { ask } = asker(salon);
    const undone = () =>
      salon.db.write((tx) => {
        runOnce(salon.ctx(), tx, ONCE, () => ({ n: 0 }));
        throw new AppError("CONFLICT");
      });
    expect(reasonOf(undone)).toBe("CONFLICT");
    expect(ask(ONCE)).toEqual({ n: 1 });
  });
});

describe("canonical JSON", () => {
  it("is the same for equal values, whatever the order of their keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(backwards(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("keeps a key named __proto__", () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":2}'))).toBe('{"__proto__":2,"b":1}');
  });

  it("differs for different values", () => {
    const asKept = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(canonicalJson(a) === canonicalJson(b)).toBe(isDeepStrictEqual(asKept(a), asKept(b)));
      }),
    );
  });
});

function backwards(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(backwards);
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, backwards(inner)]),
  );
}
