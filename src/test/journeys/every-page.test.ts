import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";
import { TOO_MUCH } from "#test/too-much.ts";

import { chooseDay } from "./choose-day.ts";
import { SIZES } from "./sizes.ts";

let luna: Luna;
let base: string;

beforeAll(async () => {
  luna = await startLuna({ settings: { DEMO: "1" } });
  await luna.app.addTenant(TOO_MUCH);
  base = `http://localhost:${await listen(luna.app.app)}`;
});
afterAll(() => luna.app.close());

/** The browser's console message for a form with errors. */
const REFUSED = /400 \(Bad Request\)/;

/** Looks at the page in each size; only its styles depend on the size, so it need not be loaded again. */
async function atEverySize(page: Page, look: (size: (typeof SIZES)[number][0]) => Promise<string[]>) {
  const problems: string[] = [];
  for (const [size, viewport] of SIZES) {
    await page.setViewportSize(viewport);
    problems.push(...(await look(size)));
  }
  return problems;
}

describe("on a phone and on a desktop", () => {
  journey("every page is accessible, and none is wider than the screen", async ({ page, expectedErrors }) => {
    expectedErrors.push(REFUSED, /404/);
    const problems: string[] = [];
    const look = async (): Promise<void> => {
      await page.waitForLoadState();
      // On a desktop a page has the same content; only its columns differ.
      const hasColumns = (await page.locator(".columns, .steps").count()) > 0;
      const found = await atEverySize(page, async (size) => {
        const closely = size === "a phone" || hasColumns;
        return [...(closely ? await accessibilityProblems(page) : []), ...(await tooWide(page))];
      });
      problems.push(...found);
      // Without one, browsers request a default that does not exist.
      if ((await page.locator("link[rel=icon]").count()) !== 1) problems.push(`${page.url()} has no icon`);
    };
    for (const path of ["/t/luna/", "/", "/t/luna/privacy", "/t/luna/terms", "/nothing"]) {
      await page.goto(`${base}${path}`);
      await look();
    }
    await lookAround(page, "luna", look);
    expect(problems).toEqual([]);
  });

  journey(
    "no page is wider than the screen with too much of everything",
    async ({ page, expectedErrors }) => {
      expectedErrors.push(REFUSED);
      const problems: string[] = [];
      const look = async () => void problems.push(...(await atEverySize(page, () => tooWide(page))));
      await page.goto(`${base}/t/crowded/`);
      await look();
      await page.goto(`${base}/t/crowded/chat`);
      await look();
      await page.getByLabel("Your message").fill("which times are free next week?");
      await page.keyboard.press("Enter");
      await page.locator(".chat-log > .turn").nth(1).locator(".said-here").first().waitFor();
      await look();
      await lookAround(page, "crowded", look);
      expect(problems).toEqual([]);
    },
  );
});

/** Every page of booking and of a visit, with invalid input too. */
async function lookAround(page: Page, slug: string, look: () => Promise<void>): Promise<void> {
  await page.goto(`${base}/t/${slug}/book`);
  await page.getByText("Several services in one visit").click();
  for (const n of [0, 1]) await page.locator('input[name="service"]').nth(n).check();
  await look();
  await page.getByRole("button", { name: "Continue" }).click();
  await look();
  await page.goto(`${base}/t/${slug}/book`);
  await page.locator(".menu-link").first().click();
  await look();
  await page.locator(".choice").nth(1).click();
  await look();
  await chooseDay(page, "The week after");
  await page.locator(".times button").nth(5).click();
  await look();
  await page.getByRole("button", { name: "Book this visit" }).click();
  await look();
  await page.getByLabel("Name").fill("N".repeat(200));
  await page.getByLabel("Email").fill("ana@example.com");
  await page.getByRole("button", { name: "Book this visit" }).click();
  await look();
  const visit = page.url();
  await page.goto(`${visit}/move`);
  await look();
  await page.locator(".times button").first().click();
  await look();
  await page.goto(`${visit}/cancel`);
  await look();
  await page.getByRole("button", { name: "Cancel the visit" }).click();
  await look();
}

async function tooWide(page: Page): Promise<string[]> {
  // The locator waits: a page that has just begun to load has no body yet.
  const wide = await page.locator("body").evaluate(() => {
    const within = document.querySelector("[data-scroll]");
    const inside = within ? within.scrollWidth - within.clientWidth : 0;
    return Math.max(document.documentElement.scrollWidth - window.innerWidth, inside);
  });
  return wide > 0 ? [`${page.url()} is ${wide} px too wide`] : [];
}

describe("every page", () => {
  journey("is made of accessible components, in light and dark", async ({ page }) => {
    const grounds = new Set<string>();
    for (const scheme of ["light", "dark"]) {
      await page.goto(`${base}/dev/components?scheme=${scheme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
      grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    }
    expect(grounds.size).toBe(2);
  });

  journey("stays readable in the business's colour, in light and dark", async ({ page, expectedErrors }) => {
    expectedErrors.push(REFUSED);
    const colors = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${base}/t/crowded/`);
      expect(await accessibilityProblems(page)).toEqual([]);
      colors.push(
        await page.locator(".button-main").evaluate((button) => getComputedStyle(button).backgroundColor),
      );
      await page.goto(`${base}/t/luna/book?service=${luna.ids.fringe}&start=2026-03-13T16:00:00Z`);
      await page.getByRole("button", { name: "Book this visit" }).click();
      await page.getByRole("link", { name: "Please tell us your name." }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    expect(colors[1]).toBe("rgb(255, 225, 77)");
    expect(colors[0]).not.toBe(colors[1]);
  });
});
