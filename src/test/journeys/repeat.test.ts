import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";

import { chooseDay } from "./choose-day.ts";
import { openPage, SIZES, withAndWithoutScripts } from "./sizes.ts";

let luna: Luna;
let base: string;

beforeAll(async () => {
  luna = await startLuna();
  base = `http://localhost:${await listen(luna.app.app)}`;
});
afterAll(() => luna.app.close());

/** A day per size: on a phone, the second journey finds the visits of the first in its way. */
const DAYS = { "a phone": "Tuesday 10 March", "a desktop": "Wednesday 11 March" } as const;

async function askForWeeks(page: Page, day: string): Promise<void> {
  await page.goto(`${base}/t/luna/book?service=${luna.ids.cut}&staff=${luna.ids.mia}`);
  await chooseDay(page, day);
  await page.locator(".times button").nth(1).click();
  await page.getByLabel("Name").fill("Ana Ruiz");
  await page.getByLabel("Email").fill("ana@example.com");
  await page.getByText("Repeat this visit").click();
  await page.getByLabel("How often").selectOption({ label: "Every week" });
  await page.getByLabel("How many").selectOption({ label: "6 visits in all" });
  await page.getByRole("button", { name: "Book this visit" }).click();
  await page.getByRole("heading", { name: "Your visits" }).waitFor();
}

/** Moves all visits of the series to a later time; those that cannot move are left where they are. */
async function moveAll(page: Page, closely: boolean): Promise<void> {
  await page.getByRole("heading", { name: "The other visits" }).waitFor();
  expect(await lookAt(page, closely)).toEqual([]);
  const others = await page.locator(".date").count();
  expect(others).toBeGreaterThan(1);
  await page.getByRole("link", { name: "Move", exact: true }).click();
  await page.locator(".times button").nth(4).click();
  await page.getByLabel("This visit repeats. Move").selectOption({ label: "all upcoming ones" });
  expect(await lookAt(page, closely)).toEqual([]);
  await page.getByRole("button", { name: "Move the visit" }).click();
  const moved = page.getByText(/of your visits were moved|Your visits were moved/);
  const skip = page.getByRole("button", { name: "Leave these and move the others" });
  await moved.or(skip).first().waitFor();
  if (await skip.isVisible()) {
    expect(await lookAt(page, closely)).toEqual([]);
    await skip.click();
  }
  await moved.waitFor();
}

/** Checks the page's width and, if `closely`, its accessibility, which requires scripts. */
async function lookAt(page: Page, closely: boolean): Promise<string[]> {
  const wide = await page.locator("body").evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const tooWide = wide > 0 ? [`${page.url()} is ${wide} px too wide`] : [];
  return [...(closely ? await accessibilityProblems(page) : []), ...tooWide];
}

describe.each(SIZES)("on %s", (size, viewport) => {
  // On a desktop a page has the same content; only its columns differ.
  const isFirst = size === "a phone";

  for (const scripts of withAndWithoutScripts(size)) {
    journey(`a visit repeats, with${scripts ? "" : "out"} scripts`, async ({ browser }) => {
      const page = await openPage(browser, viewport, scripts);
      await askForWeeks(page, DAYS[size]);
      expect(await page.locator(".date").count()).toBe(6);
      expect(await page.locator(".date-taken").count()).toBeGreaterThan(0);
      expect(await lookAt(page, scripts)).toEqual([]);
      await page.getByRole("button", { name: "Change the details" }).click();
      expect(await page.getByLabel("Email").inputValue()).toBe("ana@example.com");
      await page.getByRole("button", { name: "Book this visit" }).click();
      await page.locator('button[name="on_conflict"]').first().click();
      await page.getByRole("heading", { name: "You're booked" }).waitFor();
      await moveAll(page, scripts && isFirst);
      await page.context().close();
    });
  }

  for (const scripts of withAndWithoutScripts(size)) {
    journey(
      `several services are booked in one visit, with${scripts ? "" : "out"} scripts`,
      async ({ browser }) => {
        const page = await openPage(browser, viewport, scripts);
        const problems: string[] = [];
        const look = async (closely = scripts && isFirst) =>
          void problems.push(...(await lookAt(page, closely)));
        await page.goto(`${base}/t/luna/book`);
        await page.getByText("Several services in one visit").click();
        await page.getByLabel(/^Haircut/).check();
        await page.getByLabel(/^Fringe trim/).check();
        await page.getByRole("button", { name: "Continue" }).click();
        await page.getByRole("button", { name: "Have Fringe trim sooner" }).click();
        await page.getByLabel("With for Haircut").selectOption({ label: "Noah" });
        await look(scripts);
        await page.getByRole("button", { name: "Choose a time" }).click();
        await chooseDay(page, size === "a phone" ? "Thursday 12 March" : "Tomorrow");
        await page.locator(".times button").nth(1).click();
        await page.getByLabel("Name").fill("Ana Ruiz");
        await page.getByLabel("Email").fill("ana@example.com");
        await page.getByRole("button", { name: "Book this visit" }).click();
        await page.getByRole("heading", { name: "You're booked" }).waitFor();
        expect(await page.locator(".card").textContent()).toMatch(/Fringe trim, Haircut.*Mia, Noah/s);
        await page.getByRole("link", { name: "Move", exact: true }).click();
        await look();
        await page.locator(".times button").first().click();
        await look();
        await page.getByRole("button", { name: "Move the visit" }).click();
        await page.getByText("Your visit was moved.").waitFor();
        expect(problems).toEqual([]);
        await page.context().close();
      },
    );
  }
});
