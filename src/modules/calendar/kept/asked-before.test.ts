import { expect, test } from "vitest";

import type { TenantDb } from "#db/tenant-db.ts";

import { wasAskedBefore } from "./asked-before.ts";

const luna = {} as TenantDb;
const bella = {} as TenantDb;

test("a query is recognized the second time, for its own file only", () => {
  expect(wasAskedBefore(luna, "week")).toBe(false);
  expect(wasAskedBefore(luna, "week")).toBe(true);
  expect(wasAskedBefore(luna, "month")).toBe(false);
  expect(wasAskedBefore(bella, "week")).toBe(false);
});

test("none of the last sixteen queries is forgotten or taken for another", () => {
  const file = {} as TenantDb;
  const asked = Array.from({ length: 16 }, (_, i) => `cut//2026-03-${10 + i}/2026-03-${16 + i}/`);
  expect(asked.map((question) => wasAskedBefore(file, question))).not.toContain(true);
  expect(asked.map((question) => wasAskedBefore(file, question))).not.toContain(false);
});

test("queries not repeated for long make room", () => {
  const file = {} as TenantDb;
  for (let i = 0; i <= 16; i += 1) wasAskedBefore(file, `question ${i}`);
  expect(wasAskedBefore(file, "question 0")).toBe(false);
  expect(wasAskedBefore(file, "question 16")).toBe(true);
});
