import { expect, test } from "vitest";

import { toJson } from "#db/columns.ts";
import type { BookingStatus, PolicyDocument } from "#db/tenant-tables.ts";
import { HOUR, MINUTE } from "#kernel/instant.ts";

import { changeDeadline, mayChange, refuseChange } from "./plan-change.ts";

/** A visit in two days that may be changed until a day before. */
const START = 48 * HOUR;
const DEADLINE = 24 * HOUR;
const visit = (status: BookingStatus = "confirmed") => ({
  row: { status, start_at: START, policy: toJson<PolicyDocument>({ cancellation_notice_minutes: 24 * 60 }) },
});

test("the deadline lies before the start by the notice of the visit's own policy", () => {
  expect(changeDeadline(visit())).toBe(DEADLINE);
});

const tooLate = { outcome: "too_late", deadline: DEADLINE };

test.each([
  ["before the deadline", DEADLINE - MINUTE, undefined],
  ["at the deadline", DEADLINE, undefined],
  ["a millisecond later", DEADLINE + 1, tooLate],
  ["after the visit", START + HOUR, tooLate],
])("%s, a customer is told the same by both questions", (_, now, refusal) => {
  expect(refuseChange(visit(), now)).toEqual(refusal);
  expect(mayChange(visit(), now)).toBe(refusal === undefined);
});

test("no deadline binds the owner", () => {
  expect(refuseChange(visit(), START + HOUR, { byOwner: true })).toBeUndefined();
});

test.each(["completed", "no_show", "cancelled"] as const)("nobody changes a %s visit", (status) => {
  expect(refuseChange(visit(status), 0, { byOwner: true })).toEqual({ outcome: "not_active", status });
  expect(mayChange(visit(status), 0)).toBe(false);
});

test("a visit that waits for its payment may be changed", () => {
  expect(mayChange(visit("pending_payment"), 0)).toBe(true);
});
