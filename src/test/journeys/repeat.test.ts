import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";

import { openPage, SIZES } from "./sizes.ts";

let luna: Luna;
let base: string;

beforeAll(async () => {
  luna = await startLuna();
  base = `http://localhost:${await listen(luna.app.app)}`;
});
afterAll(() => luna.app.close());

/** Who has the days of whom in their way: the second journey of each finds the first one's visits. */
const DAYS = { "a phone": "Tuesday 10 March", "a desk": "Wednesday 11 March" } as const;

async function askForWeeks(page: Page, day: string): Promise<void> {
  await page.goto(`${base}/t/luna/book?service=${luna.ids.cut}&staff=${luna.ids.mia}`);
  await page.getByRole("link", { name: day }).click();
  await page.locator(".times button").nth(1).click();
  await page.getByLabel("Name").fill("Ana Ruiz");
  await page.getByLabel("E-mail").fill("ana@example.com");
  await page.getByText("Repeat this visit").click();
  await page.getByLabel("How often").selectOption({ label: "Every week" });
  await page.getByLabel("How many").selectOption({ label: "6 visits in all" });
  await page.getByRole("button", { name: "Book this visit" }).click();
  await page.getByRole("heading", { name: "Your visits" }).waitFor();
}

describe.each(SIZES)("on %s", (size, viewport) => {
  for (const scripts of [true, false]) {
    journey(`a visit comes again, with${scripts ? "" : "out"} scripts`, async ({ browser }) => {
      const page = await openPage(browser, viewport, scripts);
      await askForWeeks(page, DAYS[size]);
      expect(await page.locator(".date").count()).toBe(6);
      expect(await page.locator(".date-taken").count()).toBeGreaterThan(0);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      expect(scripts ? await accessibilityProblems(page) : []).toEqual([]);
      await page.getByRole("button", { name: "Change the details" }).click();
      expect(await page.getByLabel("E-mail").inputValue()).toBe("ana@example.com");
      await page.getByRole("button", { name: "Book this visit" }).click();
      await page.locator('button[name="on_conflict"]').first().click();
      await page.getByRole("heading", { name: "You are booked" }).waitFor();
      await page.context().close();
    });
  }

  journey("several services are booked in one visit, without scripts", async ({ browser }) => {
    const page = await openPage(browser, viewport, false);
    await page.goto(`${base}/t/luna/book`);
    await page.getByText("Several services in one visit").click();
    await page.getByLabel(/^Haircut/).check();
    await page.getByLabel(/^Fringe trim/).check();
    await page.getByRole("button", { name: "Choose a time" }).click();
    await page.getByRole("link", { name: size === "a phone" ? "Thursday 12 March" : "Tomorrow" }).click();
    await page.locator(".times button").nth(1).click();
    await page.getByLabel("Name").fill("Ana Ruiz");
    await page.getByLabel("E-mail").fill("ana@example.com");
    await page.getByRole("button", { name: "Book this visit" }).click();
    await page.getByRole("heading", { name: "You are booked" }).waitFor();
    expect(await page.locator(".card").textContent()).toContain("Haircut, Fringe trim");
    await page.context().close();
  });
});
