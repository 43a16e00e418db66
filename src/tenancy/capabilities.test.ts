import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { TenantId } from "#ports/control-plane.ts";

import { createCapabilities } from "./capabilities.ts";
import type { SecretKeys } from "./secret-keys.ts";

const LUNA = "01kk000000000000000000luna" as TenantId;
const ROSA = "01kk000000000000000000r0sa" as TenantId;
const NEW = Buffer.alloc(32, 1);
const OLD = Buffer.alloc(32, 2);

const withKeys = (...keys: SecretKeys) => createCapabilities(keys);
const luna = withKeys(NEW, OLD)(LUNA);

describe("a capability", () => {
  it("is 32 characters long, deterministic, and opens what it was issued for", () => {
    const token = luna.issue("manage:b1");
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(luna.issue("manage:b1")).toBe(token);
    expect(luna.verify("manage:b1", token)).toBe(true);
  });

  it("opens nothing else: not for another subject, tenant or secret", () => {
    const token = luna.issue("manage:b1");
    expect(luna.verify("manage:b2", token)).toBe(false);
    expect(luna.verify("", token)).toBe(false);
    expect(withKeys(NEW)(ROSA).verify("manage:b1", token)).toBe(false);
    expect(withKeys(OLD)(LUNA).verify("manage:b1", token)).toBe(false);
  });

  it("survives key rotation until its own key is removed", () => {
    const before = withKeys(OLD)(LUNA).issue("manage:b1");
    expect(luna.verify("manage:b1", before)).toBe(true);
    expect(luna.issue("manage:b1")).not.toBe(before);
    expect(withKeys(NEW)(LUNA).verify("manage:b1", before)).toBe(false);
  });

  it("is refused if any character is changed, added or removed", () => {
    const token = luna.issue("manage:b1");
    fc.assert(
      fc.property(
        fc.nat(31),
        fc.constantFrom("A", "z", "0", "-", "_", "=", ".", " ", "é"),
        (at, character) => {
          fc.pre(token[at] !== character);
          expect(luna.verify("manage:b1", token.slice(0, at) + character + token.slice(at + 1))).toBe(false);
          expect(luna.verify("manage:b1", token.slice(0, at) + token.slice(at + 1))).toBe(false);
          expect(luna.verify("manage:b1", token + character)).toBe(false);
        },
      ),
      { seed: 1 },
    );
    expect(luna.verify("manage:b1", "")).toBe(false);
  });
});
