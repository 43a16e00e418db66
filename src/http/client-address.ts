import { BlockList, isIPv6 } from "node:net";

import type { TrustsPeer } from "./site.ts";

/** A test for our own proxies, whose forwarding headers are trusted; undefined if there are none. */
export function trustedPeers(proxies: BlockList): TrustsPeer | undefined {
  if (proxies.rules.length === 0) return undefined;
  return (address) => {
    const plain = plainOf(address);
    return proxies.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
  };
}

/**
 * The key that a caller's uses are counted under: an IPv4 address, or the /64 of an IPv6 address, since a
 * household or rented server owns all of it.
 */
export function addressKey(address: string): string {
  const plain = plainOf(address);
  return plain.includes(":") ? groupsOf(plain).slice(0, 4).join(":") : plain;
}

/**
 * Normalizes an address: IPv4 on a dual-stack socket looks like `::ffff:192.0.2.7`, and some proxies include
 * the port: `192.0.2.7:50123`, `[2001:db8::7]:50123`.
 */
function plainOf(address: string): string {
  if (!address.includes(":")) return address;
  const bare = address.includes("[") || address.includes(".") ? withoutPort(address) : address;
  return bare.startsWith("::ffff:") && bare.includes(".") ? bare.slice(7) : bare;
}

function withoutPort(address: string): string {
  return /^\[(.*)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

function groupsOf(address: string): string[] {
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill("0"), ...right].map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
}

/** Whether an address belongs to this machine or to a private network. */
export function isPrivateAddress(address: string): boolean {
  const plain = plainOf(address);
  return PRIVATE_NETWORKS.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
}

const PRIVATE_NETWORKS = privateNetworks();

function privateNetworks(): BlockList {
  const list = new BlockList();
  list.addSubnet("127.0.0.0", 8, "ipv4");
  list.addSubnet("10.0.0.0", 8, "ipv4");
  list.addSubnet("172.16.0.0", 12, "ipv4");
  list.addSubnet("192.168.0.0", 16, "ipv4");
  list.addAddress("::1", "ipv6");
  list.addSubnet("fc00::", 7, "ipv6");
  return list;
}
