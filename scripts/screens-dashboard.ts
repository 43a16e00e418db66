import type { Page } from "playwright-core";

import { DEMO_LOGIN } from "../src/modules/demo/index.ts";

type Take = (page: Page, what: string) => Promise<void>;
type Request = (method: string, url: string, body?: object) => Promise<unknown>;

/** The owner's pages of the demo, with an absence, a conversation and an unanswered question. */
export async function deskAndTake(
  page: Page,
  take: Take,
  { base, request }: { readonly base: string; readonly request: Request },
): Promise<void> {
  await somebodyIsAway(base, request);
  await page.goto(`${base}/admin`);
  await take(page, "desk-sign-in");
  await page.getByLabel("Email").fill(DEMO_LOGIN.email);
  await page.getByLabel("Password").fill("not it");
  await page.getByRole("button", { name: "Sign in" }).click();
  await take(page, "desk-sign-in-wrong");
  await page.getByLabel("Password").fill(DEMO_LOGIN.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await take(page, "desk-home");
  for (const place of ["Visits", "Conversations", "Questions", "Needs attention", "Waitlist"]) {
    await page.getByRole("navigation").getByRole("link", { name: place }).click();
    await take(page, `desk-${place.toLowerCase().replace(" ", "-")}`);
  }
  await page.getByRole("navigation").getByRole("link", { name: "Conversations" }).click();
  await page.locator("a.desk-line", { hasText: "messages" }).first().click();
  await page.locator(".desk-trace summary").first().click();
  await take(page, "desk-conversation");
}

/** Makes some visits no longer fit. */
async function somebodyIsAway(base: string, request: Request): Promise<void> {
  const away = (await request("GET", `${base}/t/demo/v1/admin/time_off`)) as { items: { reason: string }[] };
  if (away.items.some(({ reason }) => reason === "Training")) return;
  const answer = (await request("GET", `${base}/t/demo/v1/admin/staff`)) as {
    items: { id: string; name: string }[];
  };
  const mia = answer.items.find(({ name }) => name === "Mia");
  await request("POST", `${base}/t/demo/v1/admin/time_off`, {
    staff_id: mia?.id,
    start: "2026-03-10T00:00",
    end: "2026-03-12T00:00",
    reason: "Training",
  });
}
