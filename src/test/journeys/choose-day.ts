import type { Page } from "playwright-core";

/**
 * Follows a link to another day or week, and waits for its times: until they come, those of the day before
 * are there, and pressing one of them is a choice of that day.
 */
export async function chooseDay(page: Page, link: string): Promise<void> {
  const title = page.locator("[data-day] h2");
  const before = await title.innerText();
  await page.getByRole("link", { name: link }).click();
  await title.filter({ hasNotText: before }).waitFor();
}
