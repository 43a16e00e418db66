import type { Page } from "playwright-core";

type Take = (page: Page, what: string) => Promise<void>;

/** The server that serves the pages, and a function for requests to it. */
type Server = {
  readonly base: string;
  readonly request: (method: string, url: string, body?: object, headers?: object) => Promise<unknown>;
};

/** One person, who has two hours on Tuesday. */
export const WILLOW = {
  slug: "willow",
  plan: "standard",
  profile: {
    business_name: "Willow Nails",
    time_zone: "America/New_York",
    address: "12 Willow Lane, New York",
  },
  branding: { primary_color: "#0f766e" },
  policies: { min_notice_minutes: 0, waitlist: { quiet_hours: null } },
  hours: { tue: [["10:00", "12:00"]], wed: [["10:00", "16:00"]] },
  services: [{ ref: "nails", name: "Manicure", duration_minutes: 60, price_cents: 5500 }],
  staff: [{ ref: "ivy", name: "Ivy", services: ["nails"] }],
};

/** Somebody's whole day is taken; people wait for it, and one of its visits is cancelled. */
export async function waitAndTake(page: Page, take: Take, server: Server): Promise<void> {
  const visits = [await bookAt(server, "14:00"), await bookAt(server, "15:00")] as const;
  await page.goto(`${server.base}/t/willow/book`);
  await page.locator(".menu-link").first().click();
  await page.getByRole("link", { name: "Tuesday 10 March" }).click();
  await page.getByRole("link", { name: "Join the waitlist for this day" }).waitFor();
  await take(page, "full-day-waitlist");
  await page.getByRole("link", { name: "Join the waitlist for this day" }).click();
  await take(page, "waitlist-join");
  await page.getByLabel("Phone").fill("12");
  await page.getByRole("button", { name: "Join the waitlist" }).click();
  await take(page, "waitlist-errors");
  await page.getByLabel("Phone").fill("");
  await page.getByLabel("Name").fill("Bea Ruiz");
  await page.getByLabel("Email").fill("bea@example.com");
  await page.getByRole("button", { name: "Join the waitlist" }).click();
  await take(page, "waitlist-waiting");
  const entry = page.url();
  await page.goto(visits[1].manage_url);
  await take(page, "visit-sooner");
  await page.getByRole("link", { name: "Tell me about earlier times" }).click();
  await take(page, "visit-earlier");
  await cancel(server, visits[0]);
  await page.goto(entry);
  await take(page, "waitlist-offer");
  await page.getByRole("button", { name: "Let it go" }).click();
  await take(page, "waitlist-declined");
  await page.locator("summary").first().click();
  await page.getByRole("button", { name: "Leave the waitlist" }).click();
  await take(page, "waitlist-left");
  await cancel(server, visits[1]);
}

/**
 * Wednesday at ten is given up; the customer with eleven would take it, and somebody waits for eleven. Both
 * are asked, and one agrees.
 */
export async function chainAndTake(page: Page, take: Take, server: Server): Promise<void> {
  const { base } = server;
  const ten = await bookAt(server, "14:00", WEDNESDAY);
  const eleven = await bookAt(server, "15:00", WEDNESDAY, "Dora Ruiz");
  await page.goto(eleven.manage_url);
  await page.getByRole("link", { name: "Tell me about earlier times" }).click();
  await page.getByLabel("First day").fill(WEDNESDAY);
  await page.getByLabel("Last day").fill(WEDNESDAY);
  await page.getByRole("button", { name: "Tell me about earlier times" }).click();
  const mover = page.url();
  const [nails] = ((await server.request("GET", `${base}/t/willow/v1/public/services`)) as Services).items;
  const wish = { start_date: WEDNESDAY, end_date: WEDNESDAY, from_time: "11:00", to_time: "12:00" };
  const customer = { name: "Cleo Ruiz", email: "cleo@example.com" };
  const body = { service_id: nails?.id, ...wish, customer };
  const joined = (await server.request("POST", `${base}/t/willow/v1/public/waitlist`, body)) as Joined;
  await cancel(server, ten);
  await page.goto(mover);
  await take(page, "waitlist-together");
  await page.getByRole("button", { name: "Take this time" }).click();
  await take(page, "waitlist-agreed");
  const path = `${base}/t/willow/v1/public/waitlist/${joined.entry.id}/accept`;
  const cleo = await server.request("POST", path, {}, { authorization: `Bearer ${joined.token}` });
  await page.goto(mover);
  await take(page, "waitlist-booked");
  await cancel(server, cleo as Booked);
  await cancel(server, eleven);
}

const TUESDAY = "2026-03-10";
const WEDNESDAY = "2026-03-11";
type Services = { readonly items: readonly { readonly id: string }[] };
type Joined = { readonly entry: { readonly id: string }; readonly token: string };

type Booked = {
  readonly booking: { readonly uid: string };
  readonly manage_url: string;
  readonly manage_token: string;
};

async function bookAt(
  { base, request }: Server,
  time: string,
  date = TUESDAY,
  name = "Ana Ruiz",
): Promise<Booked> {
  const services = (await request("GET", `${base}/t/willow/v1/public/services`)) as Services;
  const customer = { name, email: `${name.slice(0, 3)}@example.com` };
  const start = `${date}T${time}:00Z`;
  const headers = { "idempotency-key": `${time} ${Math.random()}` };
  const body = { service_id: services.items[0]?.id, start, customer };
  return (await request("POST", `${base}/t/willow/v1/public/bookings`, body, headers)) as Booked;
}

async function cancel({ base, request }: Server, { booking, manage_token: token }: Booked): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  await request("POST", `${base}/t/willow/v1/public/bookings/${booking.uid}/cancel`, {}, headers);
}
