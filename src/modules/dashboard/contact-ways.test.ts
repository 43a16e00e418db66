import { expect, test } from "vitest";

import type { Booking } from "#modules/booking/index.ts";

import { contactWays } from "./contact-ways.ts";

test.each([
  [null, null, []],
  ["+12125550111", "ana@example.com", ["tel:+12125550111", "mailto:ana@example.com"]],
  [null, "x?bcc=all@example.com", ["mailto:x%3Fbcc%3Dall@example.com"]],
  [null, "a&b%2c#d@example.com", ["mailto:a%26b%252c%23d@example.com"]],
])("%s and %s become links without further parameters", (phone, email, links) => {
  const customer = { phone, email } as Booking["customer"];
  expect(contactWays(customer).map(({ href }) => href)).toEqual(links);
  expect(contactWays(customer).map(({ text }) => text)).toEqual([phone, email].filter((way) => way !== null));
});
