import type { Page } from "playwright-core";

/**
 * Follows a link to another day or week and waits for its times. Until they load, the previous day's times are
 * shown, and pressing one of those would choose that day.
 */
export async function chooseDay(page: Page, link: string): Promise<void> {
  const title = page.locator("[data-day] h2");
  const before = await title.innerText();
  await page.getByRole("link", { name: link }).click();
  await title.filter({ hasNotText: before }).waitFor();
}
