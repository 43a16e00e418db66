import { formatInstant, type Instant } from "#kernel/instant.ts";

import { SERVICE } from "../salon.ts";
import type { NextRequest } from "./client.ts";

/**
 * Booking requests for the first salon, each by a new customer with an idempotency key, at the next of these
 * starts.
 */
export function bookings(starts: Iterator<Instant, never>): NextRequest {
  let count = 0;
  return () => {
    count += 1;
    const body = JSON.stringify({
      service_id: SERVICE,
      start: formatInstant(starts.next().value),
      customer: { name: "Ana Ruiz", email: `ana-${count}@example.com` },
    });
    return [
      "POST /t/salon-0/v1/public/bookings HTTP/1.1",
      "host: localhost",
      "content-type: application/json",
      `content-length: ${Buffer.byteLength(body)}`,
      `idempotency-key: key-${count}`,
      "",
      body,
    ].join("\r\n");
  };
}
