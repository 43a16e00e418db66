import { WEEKDAYS } from "./founding.ts";
import type { Route } from "./routes-of.ts";
import { type Salon, VISITS } from "./two-salons.ts";

/** A request that would have an effect if it were allowed. */
export type Plausible = { readonly path: string; readonly body?: unknown };

const PLANTED = "Planted";

/** A request to `route` about this salon's data. */
export function plausible({ method, url }: Route, { ids }: Pick<Salon, "ids">): Plausible {
  const reads = method === "GET" || method === "HEAD";
  const path = url.replace(/:\w+|\*/, () => idIn(url, ids)) + (reads ? queryOf(url, ids) : "");
  const body = reads || method === "DELETE" ? undefined : bodyOf(url, ids);
  return { path, ...(body !== undefined && { body }) };
}

/** The visit that a route is tried on: each has its own, because some actions are possible only once. */
export function visitOf(url: string): (typeof VISITS)[number] | "waitlist" {
  if (/\/(waitlist|w)\/:id/.test(url)) return "waitlist";
  return VISITS.find((visit) => url.endsWith(`/${visit}`)) ?? (url.startsWith("/b/") ? "page" : "look");
}

function idIn(url: string, ids: Readonly<Record<string, string>>): string {
  if (url.includes(":uid") || url.startsWith("/w/")) return ids[visitOf(url)] ?? "";
  if (url.endsWith("/:id/answer")) return ids["question_to_answer"] ?? "";
  const noun = /\/(\w+)\/:/.exec(url)?.[1] ?? "";
  return ids[noun === "questions" ? "unanswered_questions" : noun] ?? "css/pages.css";
}

function queryOf(url: string, ids: Readonly<Record<string, string>>): string {
  const queries: Readonly<Record<string, string>> = {
    "/v1/public/availability": `?service_id=${ids["services"]}&date=2026-03-11`,
    "/v1/public/staff": `?service_id=${ids["services"]}`,
    "/book": `?service=${ids["services"]}&staff=${ids["staff"]}&hold=${ids["holds"]}`,
    "/waitlist": `?service=${ids["services"]}&staff=${ids["staff"]}`,
    "/v1/admin/bookings": `?customer_id=${ids["customers"]}`,
    "/v1/admin/explain": `?service_id=${ids["services"]}&at=2026-03-12T15:00:00Z`,
  };
  return queries[url] ?? "";
}

// oxlint-disable-next-line complexity -- a table with lookups
function bodyOf(url: string, ids: Readonly<Record<string, string>>): unknown {
  const slot = { service_id: ids["services"], start: "2026-03-12T15:00:00Z" };
  const wait = { service_id: ids["services"], start_date: "2026-05-04", end_date: "2026-05-08" };
  const guest = { name: PLANTED, email: "planted@example.com" };
  const bodies: Readonly<Record<string, unknown>> = {
    "/v1/public/holds": slot,
    "/v1/public/bookings": { ...slot, hold_id: ids["holds"], customer: guest },
    "/v1/public/bookings/preview": { ...slot, repeat: { every: "week", count: 2 } },
    "/v1/public/waitlist": { ...wait, customer: guest },
    "/v1/admin/waitlist": { ...wait, customer_id: ids["customers"] },
    "/v1/chat/session": {},
    "/v1/chat/stream": { session_id: ids["chat"], message: PLANTED },
    "/chat": { message: PLANTED },
    "/v1/admin/bookings": { ...slot, start: "2026-03-13T15:00:00Z", customer_id: ids["customers"] },
    "/v1/admin/services": { name: PLANTED, resources: [ids["resources"]] },
    "/v1/admin/staff": { name: PLANTED, services: [ids["services"]] },
    "/v1/admin/overrides": { date: "2026-11-26", hours: [], staff_id: ids["staff"] },
    "/v1/admin/time_off": { staff_id: ids["staff"], start: "2026-04-01T09:00", end: "2026-04-01T12:00" },
    "/v1/admin/overrides/:id": { hours: [["10:00", "11:00"]] },
    "/v1/admin/time_off/:id": { reason: PLANTED },
    "/v1/admin/faqs": { question: PLANTED, answer: PLANTED },
    "/v1/admin/faqs/:id": { answer: PLANTED },
    "/v1/admin/customers": guest,
    "/v1/admin/customers/:id": { notes: PLANTED },
    "/v1/admin/profile": { business_name: PLANTED, time_zone: "America/New_York" },
    "/v1/admin/hours": { ...WEEKDAYS, mon: [["08:00", "20:00"]] },
    "/v1/admin/tenants/:slug": { plan: "standard" },
    "/v1/admin/tenants/:slug/restore": {},
    "/v1/admin/unanswered_questions/:id/answer": { answer: PLANTED },
    "/dev/clock": { advance_seconds: 1 },
  };
  if (url.endsWith("/reschedule")) return { start: "2026-03-16T15:00:00Z" };
  if (url.endsWith("/move")) return { start: "2026-03-17T15:00:00Z" };
  if (url === "/waitlist")
    return { service: ids["services"], start_date: "2026-03-12", end_date: "2026-03-12", ...guest };
  if (url.endsWith("/earlier")) return { start_date: "2026-03-09", end_date: "2026-03-09" };
  if (/\/:uid\/|\/(?:waitlist|w)\/:id\/|\/replay$|\/(?:branding|assistant|integrations|policies)$/.test(url))
    return {};
  if (url === "/book/hold" || url === "/book")
    return { service: ids["services"], start: slot.start, hold: ids["holds"], ...guest };
  return bodies[url] ?? { name: PLANTED };
}
