import { describe, expect, test } from "vitest";

import { isSlug, problemOfSlug } from "./slug.ts";

describe("a slug", () => {
  test.each(["luna", "a", "7", "luna-hair-2", "a".repeat(63)])("may be %s", (slug) => {
    expect(problemOfSlug(slug)).toBeUndefined();
  });

  test.each([
    "",
    "../x",
    "Luna",
    "-luna",
    "luna-",
    "lu na",
    "lu.na",
    "lüna",
    "💇",
    "lunа",
    "luna\n",
    "a".repeat(64),
  ])("may not have the form %j", (slug) => {
    expect(isSlug(slug)).toBe(false);
    expect(problemOfSlug(slug)).toBeDefined();
  });

  test.each(["con", "www", "admin", "t", "xn--lun-dma"])("may not be %s", (slug) => {
    expect(problemOfSlug(slug)).toBeDefined();
  });
});
