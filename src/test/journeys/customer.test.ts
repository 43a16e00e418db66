import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";

import { journey } from "#test/browser.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";

import { chooseDay } from "./choose-day.ts";
import { openPage, SIZES } from "./sizes.ts";

let luna: Luna;
let base: string;

beforeAll(async () => {
  luna = await startLuna();
  base = `http://localhost:${await listen(luna.app.app)}`;
});
afterAll(() => luna.app.close());

/** A day for each journey, so that none takes another's time. */
const DAYS = {
  "a phone, with scripts": "Tuesday 10 March",
  "a phone, without scripts": "Thursday 12 March",
  "a desktop, with scripts": "Wednesday 11 March",
  "a desktop, without scripts": "Tomorrow",
} as const;

/** Books a haircut with Mia at the second free time of a day that no other journey uses. */
async function book(page: Page, day: string, customer = "Ana Ruiz"): Promise<void> {
  await page.getByRole("link", { name: "Book a visit" }).click();
  await page.getByRole("link", { name: /^Haircut/ }).click();
  await page.getByRole("link", { name: /Mia/ }).click();
  await chooseDay(page, day);
  await page.locator(".times button").nth(1).click();
  await page.getByLabel("Name").fill(customer);
  await page.getByLabel("Phone").fill("(212) 555-0111");
  await page.getByRole("button", { name: "Book this visit" }).click();
  await page.getByRole("heading", { name: "You're booked" }).waitFor();
}

describe.each(SIZES)("on %s", (size, viewport) => {
  for (const scripts of [true, false]) {
    journey(
      `a visit is booked, moved and cancelled with${scripts ? "" : "out"} scripts`,
      async ({ browser }) => {
        const day = DAYS[`${size}, ${scripts ? "with" : "without"} scripts`];
        const page = await openPage(browser, viewport, scripts);
        await page.goto(`${base}/t/luna/`);
        await book(page, day);
        expect(page.url()).toMatch(/\/t\/luna\/b\/\w{26}$/);
        const before = await page.locator(".card-time").textContent();

        await page.getByRole("link", { name: "Move" }).click();
        await page.locator(".times button").nth(3).click();
        await page.getByRole("button", { name: "Move the visit" }).click();
        await page.getByText("Your visit was moved.").waitFor();
        expect(await page.locator(".card-time").textContent()).not.toBe(before);

        await page.getByRole("link", { name: "Cancel the visit" }).click();
        await page.getByRole("button", { name: "Cancel the visit" }).click();
        await page.getByRole("heading", { name: "This visit is cancelled" }).waitFor();
        await page.context().close();
      },
    );
  }
});

describe("a customer", () => {
  journey("can book by keyboard alone", async ({ page }) => {
    await page.goto(`${base}/t/luna/`);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
    await page.getByRole("link", { name: "Book a visit" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What would you like to book?" }).waitFor();
    const outline = await page.getByRole("link", { name: /^Haircut/ }).evaluate((link) => {
      (link as HTMLElement).focus();
      return getComputedStyle(link).outlineStyle;
    });
    expect(outline).toBe("solid");
  });

  journey("books once by tapping twice", async ({ page }) => {
    await page.goto(`${base}/t/luna/book?service=${luna.ids.fringe}&start=2026-03-13T15:00:00Z`);
    await page.getByLabel("Name").fill("Ben");
    await page.getByLabel("Email").fill("ben@example.com");
    await page.getByRole("button", { name: "Book this visit" }).dblclick();
    await page.getByRole("heading", { name: "You're booked" }).waitFor();
    const { body } = await luna.app.ask("GET", "/t/luna/v1/admin/bookings?q=ben@example.com", {
      key: "luna-key",
    });
    expect(body.items).toHaveLength(1);
  });

  journey("can print the visit on one sheet, without buttons or links", async ({ page }) => {
    await page.goto(`${base}/t/luna/book?service=${luna.ids.fringe}&start=2026-03-13T17:00:00Z`);
    await page.getByLabel("Name").fill("Ana Ruiz");
    await page.getByLabel("Email").fill("ana@example.com");
    await page.getByRole("button", { name: "Book this visit" }).click();
    await page.getByRole("heading", { name: "You're booked" }).waitFor();
    const pages = (await page.pdf({ format: "Letter" })).toString("latin1").match(/\/Type \/Page\b/g);
    expect(pages).toHaveLength(1);
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText("Free of charge until").isVisible()).toBe(true);
    expect(await page.locator("main a, main button, main summary").filter({ visible: true }).count()).toBe(0);
  });

  journey("can go back to a form and submit it again", async ({ page }) => {
    await page.goto(`${base}/t/luna/book?service=${luna.ids.fringe}`);
    await page.locator(".times button").last().click();
    await page.getByRole("heading", { name: "Your details" }).waitFor();
    await page.goBack();
    await page.locator(".times button").first().click();
    await page.getByRole("heading", { name: "Your details" }).waitFor();
  });

  journey("sees no layout shift while a page loads", async ({ page }) => {
    await page.goto(`${base}/t/luna/book?service=${luna.ids.cut}&staff=any`, { waitUntil: "load" });
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 200);
        }),
    );
    expect(shift).toBe(0);
  });

  journey("has tap targets large enough for a thumb", async ({ browser }) => {
    const page = await openPage(browser, SIZES[0][1]);
    await page.goto(`${base}/t/luna/book?service=${luna.ids.cut}&staff=any`);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("main a, main button")]
        .filter(
          (element) =>
            element.getBoundingClientRect().height < 44 || element.getBoundingClientRect().width < 44,
        )
        .map((element) => element.textContent),
    );
    expect(small).toEqual([]);
    await page.context().close();
  });
});
