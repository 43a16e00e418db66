import { expect, test } from "vitest";

import { addressKey, isPrivateAddress } from "./client-address.ts";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["192.0.2.7:50123", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["[::ffff:192.0.2.7]:50123", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:1:2::7", "2001:db8:1:2"],
  ["[2001:db8:1:2::7]:50123", "2001:db8:1:2"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["::1", "0:0:0:0"],
])("%s is counted as %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});

test.each([
  ["127.0.0.1", true],
  ["::ffff:10.1.2.3", true],
  ["[::1]:50123", true],
  ["10.1.2.3:50123", true],
  ["203.0.113.7", false],
  ["2001:db8::1", false],
  ["not an address", false],
  ["", false],
])("whether %s is near: %s", (address, isNear) => {
  expect(isPrivateAddress(address)).toBe(isNear);
});
