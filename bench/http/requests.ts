import type { AvailabilityQuery } from "#modules/calendar/index.ts";

import { questions } from "../queries.ts";
import type { NextRequest } from "./client.ts";

/** An API key of the first salon. */
export const KEY = "fd_live_bench-0123456789abcdefghijklmnopqrst";

/** A `GET` request as a browser or program sends it. */
export function get(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({
    host: "localhost",
    accept: "application/json",
    "user-agent": "frontdesk-bench",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

export function availabilityPath(slug: string, { serviceId, from, to }: AvailabilityQuery): string {
  return `/t/${slug}/v1/public/availability?service_id=${serviceId}&start_date=${from}&end_date=${to}`;
}

/**
 * Availability requests for this many days, of one tenant or of several in turn; each answer is computed. The
 * same questions occur equally often whatever the number of tenants, since some cost more than others.
 */
export function availability(days: number, tenants = 1, name = "salon"): NextRequest {
  const asked = questions(days);
  let count = 0;
  return () => {
    count += 1;
    // In its next turn each tenant gets the question after the one that would recur.
    const turn = tenants === 1 ? 0 : Math.floor(count / tenants);
    const query = asked[(count + turn) % asked.length]!;
    return get(availabilityPath(`${name}-${count % tenants}`, query));
  };
}

/** The coming month of each service, of several tenants in turn, so that it is cached afterwards. */
export function monthsAhead(tenants: number, name = "salon"): NextRequest {
  const asked = questions(30).filter(({ from }, _, [first]) => from === first?.from);
  let count = 0;
  return () => {
    const query = asked[Math.floor(count / tenants) % asked.length]!;
    const path = availabilityPath(`${name}-${count % tenants}`, query);
    count += 1;
    return get(path);
  };
}
