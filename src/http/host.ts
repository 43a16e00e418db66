/** The host that a Host header names, in lower case without port, or nothing valid. */
export type HostReading = { readonly kind: "host"; readonly name: string } | { readonly kind: "malformed" };

const MALFORMED: HostReading = { kind: "malformed" };
const LABELS = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
const BRACKETED = /^\[[0-9a-f:.]{2,45}\]$/;
const PORT = /:\d{0,5}$/;

/**
 * Parses a Host header (RFC 9110, 7.2) strictly: dotted labels of letters, digits and hyphens, at most 253
 * characters, or an IPv6 address in brackets. Ignores case, a port and one trailing dot.
 */
export function readHost(header: string): HostReading {
  if (header.length > 260) return MALFORMED;
  const withoutPort = header.toLowerCase().replace(PORT, "");
  const name = withoutPort.endsWith(".") ? withoutPort.slice(0, -1) : withoutPort;
  if (name.length > 253) return MALFORMED;
  return LABELS.test(name) || BRACKETED.test(name) ? { kind: "host", name } : MALFORMED;
}

/** Whether a host name means this machine, however it is written. */
export function isLoopback(name: string): boolean {
  return name === "localhost" || name === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(name);
}
