import { describe, expect, test } from "vitest";
import type { ZodType } from "zod";

import { fastest } from "#test/fastest.ts";

import * as fields from "./fields.ts";

type Case = readonly [
  what: string,
  field: ZodType,
  accepted: readonly unknown[],
  refused: readonly unknown[],
];

const CASES: readonly Case[] = [
  [
    "text",
    fields.text(5),
    ["", "a\nb", "<b>", "💇", "=A1()"],
    ["a\0", "\ud83d", "\udc87a", "toolong", 7, null, ["a"], undefined],
  ],
  [
    "filled text",
    fields.filledText(5),
    ["a", "a\nb"],
    ["", "  ", "\n", "\u200b\ufeff", "\u202e", "\u00ad", "\u0301", "\u3164", "\u2800"],
  ],
  [
    "a name",
    fields.name,
    ["Ana", "<script>", "=HYPERLINK(", "عمر", "O'Neil", "💇", "می\u200cرا"],
    ["", " ", "a\r\nb", "a\u2028b", "a\0"],
  ],
  [
    "an email address",
    fields.email,
    ["ana@luna.example", "a.b+c@x-y.co.uk", "A@B.IO"],
    [
      "ana",
      "ana@luna",
      "ana@luna.example\r\nBcc: eve@evil.example",
      "ana@luna.example\n",
      "a b@luna.example",
      "a@@luna.example",
      ".a@luna.example",
      "a@luna..example",
      '"a b"@luna.example',
      `${"a".repeat(250)}@luna.example`,
      `${"a".repeat(65)}@luna.example`,
      "ana@lunа.example",
    ],
  ],
  [
    "a phone number",
    fields.phone,
    ["+12125550100"],
    ["2125550100", "+1 212 555 0100", "+19005551234", "+1\r\n", ""],
  ],
  [
    "a phone number as written",
    fields.phoneAsWritten,
    ["+1 (212) 555-0100", "020 7946 0123"],
    ["call me", "1\r\nBcc: 2", "9".repeat(41)],
  ],
  ["a slug", fields.slug, ["luna"], ["../x", "con", "a".repeat(64), "💇", "lunа"]],
  ["an id", fields.id, ["01hx", "bk_7-a"], ["", "../x", "a/b", "a\0", "a".repeat(65), 7]],
  [
    "a whole number",
    fields.integer(0, 10),
    [0, 10],
    ["7", null, 1.5, 11, -1, -0, Infinity, Number.NaN, true],
  ],
  [
    "a whole number in a query",
    fields.integerInQuery(1, 10),
    ["1", "10"],
    ["0", "11", "1.5", "1e1", " 1", "", ["1", "2"]],
  ],
  ["money", fields.cents, [0, 4500], [45.5, -1, "4500", JSON.parse("1e400")]],
  [
    "an instant",
    fields.instant,
    ["2026-03-09T13:00:00Z", "2026-03-09T13:00:00.5+01:00"],
    [
      "2026-03-10T13:00:00",
      "9999-01-01T00:00:00Z",
      "2026-02-30T00:00:00Z",
      1_773_061_200_000,
      "x".repeat(9000),
      null,
    ],
  ],
  [
    "a date",
    fields.localDate,
    ["2026-03-09"],
    ["2026-3-9", "2026-02-30", "9999-01-01", "2026-03-09T00:00", 7],
  ],
  ["a header", fields.headerValue(5), ["a-1_%", "a b"], ["", "a\r\n", "toolong", "é"]],
];

describe.each(CASES)("%s", (_what, field, accepted, refused) => {
  test.each(accepted.map((value) => [value]))("takes %j", (value) => {
    expect(field.safeParse(value).success).toBe(true);
  });

  test.each(refused.map((value) => [value]))("refuses %j, without repeating it", (value) => {
    const problems = field.safeParse(value).error?.issues.map((issue) => issue.message) ?? [];
    expect(problems).not.toEqual([]);
    const echoed = typeof value === "string" && value.length > 10 && problems.join().includes(value);
    expect(echoed).toBe(false);
  });
});

describe("fields", () => {
  test("say what to change", () => {
    expect(fields.integer(1, 5).safeParse(9).error?.issues[0]?.message).toBe(
      "must be a whole number from 1 to 5",
    );
    expect(fields.phone.safeParse("+19005551234").error?.issues[0]?.message).toBe(
      "must not be a premium-rate number",
    );
  });

  test.each([
    ["a", "a".repeat(50_000)],
    ["@", "@".repeat(50_000)],
    ["a@", "a@".repeat(25_000)],
    [".", "a.".repeat(25_000)],
  ])("are not slowed down by much of %s", async (_what, value) => {
    const { name, email, phone, phoneAsWritten, slug, id } = fields;
    const all = [fields.text(50), name, email, phone, phoneAsWritten, slug, id];
    const parse = (): void => void all.map((field) => field.safeParse(value));
    expect(await fastest(50, parse)).toBeLessThan(50);
  });
});
