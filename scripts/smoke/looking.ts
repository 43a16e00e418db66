import { type Check, must } from "./check.ts";
import type { Site } from "./site.ts";

export type Slot = { readonly start: string; readonly start_local: string };
type Service = { readonly id: string; readonly name: string };

/** Is the process alive, and can it serve? */
export function processChecks({ page }: Site): readonly Check[] {
  return [
    { name: "health", run: async () => statusOf(await page("/healthz")) },
    { name: "readiness", run: async () => statusOf(await page("/readyz")) },
    { name: "documentation", run: async () => titleOf(await page("/docs")) },
  ];
}

/** Does the business show what a customer comes for? Changes nothing. */
export function lookingChecks(site: Site): readonly Check[] {
  return [
    { name: "front page", run: async () => titleOf(await site.page(`${site.home}/`)) },
    { name: "booking page", run: async () => titleOf(await site.page(`${site.home}/book`)) },
    {
      name: "services",
      run: async () => `${(await servicesOf(site)).length} services`,
    },
    {
      name: "availability",
      run: async () => {
        const { service, slots } = await freeSlots(site);
        return `${slots.length} times for ${service.name} in two weeks`;
      },
    },
  ];
}

/** The first service with free slots in the next two weeks. */
export async function freeSlots(site: Site): Promise<{ service: Service; slots: readonly Slot[] }> {
  // Uses the server's own date: its clock may be set for a demonstration.
  const { next_available: next } = await availability(site, (await servicesOf(site))[0], new Date());
  const from = next === null || next === undefined ? new Date() : new Date(instantOf(next));
  for (const service of await servicesOf(site)) {
    const { slots } = await availability(site, service, from);
    if (slots.length > 0) return { service, slots };
  }
  throw new Error("nothing can be booked");
}

type Availability = { readonly slots: readonly Slot[]; readonly next_available?: unknown };

function availability(site: Site, service: Service | undefined, from: Date): Promise<Availability> {
  const until = new Date(from.getTime() + 13 * 86_400_000);
  const dates = `start_date=${dateOf(from)}&end_date=${dateOf(until)}`;
  return site.api(200, `/v1/public/availability?service_id=${service?.id}&${dates}`);
}

function instantOf(next: unknown): string {
  return typeof next === "string" ? next : String((next as { readonly start: unknown }).start);
}

function dateOf(day: Date): string {
  return day.toISOString().slice(0, 10);
}

async function servicesOf({ api }: Site): Promise<readonly Service[]> {
  const answer = await api<{ readonly items: readonly Service[] }>(200, "/v1/public/services");
  must(answer.items.length > 0, "there are none");
  return answer.items;
}

function statusOf(text: string): string {
  return (JSON.parse(text) as { readonly status: string }).status;
}

function titleOf(page: string): string {
  const title = /<title>\s*([^<]*?)\s*<\/title>/.exec(page)?.[1];
  must(title !== undefined, "it is not a page");
  return `“${title}”`;
}
