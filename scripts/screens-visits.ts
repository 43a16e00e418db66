import type { Page } from "playwright-core";

type Take = (page: Page, what: string) => Promise<void>;

/** Several services in one visit: chosen, ordered, assigned, booked and moved. */
export async function takeSeveral(page: Page, take: Take, base: string): Promise<void> {
  await page.goto(`${base}/t/demo/book`);
  await page.getByText("Several services in one visit").click();
  await page.getByLabel(/^Haircut/).check();
  await page.getByLabel(/^Full colour/).check();
  await page.getByLabel(/^Blow-dry/).check();
  await take(page, "several-services");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Have Full colour sooner" }).click();
  await page.getByLabel("With for Blow-dry").selectOption({ index: 1 });
  await take(page, "several-order");
  await page.getByRole("button", { name: "Choose a time" }).click();
  await showFreestDay(page);
  await take(page, "several-times");
  await page.locator(".times button").nth(1).click();
  await page.getByRole("heading", { name: "Your details" }).waitFor();
  await take(page, "several-details");
  await page.getByLabel("Name").fill("Ana Ruiz");
  await page.getByLabel("Email").fill("ana@example.com");
  await page.getByRole("button", { name: "Book this visit" }).click();
  await page.getByRole("heading", { name: "You're booked" }).waitFor();
  await take(page, "several-visit");
  const visit = page.url();
  await page.getByRole("link", { name: "Move", exact: true }).click();
  await showFreestDay(page);
  await take(page, "several-move");
  await page.locator(".times button").first().click();
  await take(page, "several-move-confirm");
  await cancel(page, visit);
}

/** A recurring visit: its dates, its page, moved and cancelled with the others. */
export async function takeSeries(page: Page, take: Take, base: string): Promise<void> {
  await openCut(page, base);
  await page.locator(".times button").nth(3).click();
  await page.getByLabel("Name").fill("Bea Ruiz");
  await page.getByLabel("Email").fill("bea@example.com");
  await page.getByText("Repeat this visit").click();
  await page.getByLabel("How often").selectOption({ label: "Every week" });
  await page.getByLabel("How many").selectOption({ label: "6 visits in all" });
  await take(page, "repeat-details");
  await page.getByRole("button", { name: "Book this visit" }).click();
  await page.getByRole("heading", { name: "Your visits" }).waitFor();
  await take(page, "repeat-dates");
  await page.locator('button[name="on_conflict"]').first().click();
  await page.getByRole("heading", { name: "You're booked" }).waitFor();
  await take(page, "repeat-visit");
  const visit = page.url();
  await page.getByRole("link", { name: "Move", exact: true }).click();
  await showFreestDay(page);
  await page.locator(".times button").nth(2).click();
  await page.getByLabel("This visit repeats. Move").selectOption({ index: 2 });
  await take(page, "repeat-move");
  await page.getByRole("button", { name: "Move the visit" }).click();
  await take(page, "repeat-moved");
  await page.goto(`${visit}/cancel`);
  await page.getByLabel("This visit repeats. Cancel").selectOption({ index: 2 });
  await take(page, "repeat-cancel");
  await page.getByRole("button", { name: "Cancel the visit" }).click();
  await take(page, "repeat-cancelled");
}

/** The dental clinic, which is closed on a public holiday. */
export async function takeClinic(page: Page, take: Take, base: string): Promise<void> {
  await page.goto(`${base}/t/dental/`);
  await take(page, "dental-front");
  await page.getByRole("link", { name: "Book a visit" }).click();
  await take(page, "dental-services");
  await page.locator(".menu-link").first().click();
  await take(page, "dental-people");
  await page.locator(".choice").first().click();
  await showFreestDay(page);
  await take(page, "dental-times");
}

async function openCut(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/t/demo/book`);
  await page.locator(".menu-link").first().click();
  await page.locator(".choice").nth(1).click();
  await showFreestDay(page);
}

/** Releases the times that the pictures used. */
async function cancel(page: Page, visit: string): Promise<void> {
  await page.goto(`${visit}/cancel`);
  await page.getByRole("button", { name: "Cancel the visit" }).click();
}

/** Shows the day of this week with the most free times. */
export async function showFreestDay(page: Page): Promise<void> {
  const days = await page.locator("a.day").all();
  const counts = await Promise.all(days.map(async (day) => Number(await day.getAttribute("data-count"))));
  await days[counts.indexOf(Math.max(...counts))]?.click();
  await page.locator("[aria-busy]").waitFor({ state: "detached" });
}
