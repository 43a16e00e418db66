import { describe, expect, it } from "vitest";

import { withoutContacts } from "./without-contacts.ts";

describe("a text without contacts", () => {
  it.each([
    ["I'm Dana, dana.smith+hair@example.co.uk.", "I'm Dana, [email address]."],
    ["call +1 (212) 555-0100 or 212.555.0101", "call [phone number] or [phone number]"],
    ["2125550100", "[phone number]"],
    ["+44 20 7946 0958, please", "[phone number], please"],
    ["two: a@b.de and c@d.fr", "two: [email address] and [email address]"],
  ])("%j is %j", (text, without) => {
    expect(withoutContacts(text)).toBe(without);
  });

  it.each([
    "Monday 9 March 2026 at 9:00 am (30 minutes), $45",
    "2026-03-09 15:30 or 2026-03-10",
    "visit 01kk1tk8c08pn1a4v618zsnj2z",
    "between 10 and 12, 3 people, 1 Main St, New York 10001",
    "@mia on the 5th",
  ])("leaves %j unchanged", (text) => {
    expect(withoutContacts(text)).toBe(text);
  });
});
