import { describe, expect, test } from "vitest";

import { displayPhone, isE164, readPhone } from "./phone.ts";

describe("a phone number", () => {
  test.each([
    ["+12125550100", undefined, "+12125550100"],
    ["+44 20 7946 0123", undefined, "+442079460123"],
    ["(212) 555-0100", "US", "+12125550100"],
    ["020 7946 0123", "GB", "+442079460123"],
    ["+442079460123", "US", "+442079460123"],
    ["+447700900123", undefined, "+447700900123"],
  ])("%s in %s is read as %s", (text, country, e164) => {
    expect(readPhone(text, country)).toEqual({ kind: "phone", e164 });
  });

  test.each([
    ["212 555 0100", undefined],
    ["212 555 0100", "XX"],
    ["+1212555010", undefined],
    ["+12125550100;ext=5", undefined],
    ["call +12125550100", undefined],
    ["+12125550100\r\nBcc: x", undefined],
    ["", "US"],
    ["+", undefined],
  ])("%j in %s is not one", (text, country) => {
    expect(readPhone(text, country)).toEqual({ kind: "refused", why: "not_a_number" });
  });

  test.each(["+19005551234", "+449061234567"])("%s costs extra and is refused", (text) => {
    expect(readPhone(text)).toEqual({ kind: "refused", why: "premium_rate" });
  });

  test("is in E.164 only if it is written exactly so", () => {
    expect(["+12125550100", "+1 212 555 0100", "12125550100"].map(isE164)).toEqual([true, false, false]);
  });
});

describe("a number for people to read", () => {
  test.each([
    ["+12125550100", "US", "(212) 555-0100"],
    ["+12125550100", "GB", "+1 212 555 0100"],
    ["+442071838750", "GB", "020 7183 8750"],
    ["+12125550100", null, "+1 212 555 0100"],
    ["nonsense", "US", "nonsense"],
  ])("%s in %s is %s", (number, country, words) => {
    expect(displayPhone(number, country)).toBe(words);
  });
});
