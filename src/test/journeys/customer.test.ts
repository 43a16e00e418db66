import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";
import { TOO_MUCH } from "#test/too-much.ts";

import { openPage, SIZES } from "./sizes.ts";

let luna: Luna;
let base: string;

beforeAll(async () => {
  luna = await startLuna({ settings: { DEMO: "1" } });
  await luna.app.addTenant(TOO_MUCH);
  base = `http://localhost:${await listen(luna.app.app)}`;
});
afterAll(() => luna.app.close());

/** A day for each of them, so that nobody takes another's time. */
const DAYS = {
  "a phone, with scripts": "Tuesday 10 March",
  "a phone, without scripts": "Thursday 12 March",
  "a desk, with scripts": "Wednesday 11 March",
  "a desk, without scripts": "Tomorrow",
} as const;

/** Books a haircut with Mia, the second free time of a day that no other journey uses. */
async function book(page: Page, day: string, customer = "Ana Ruiz"): Promise<void> {
  await page.getByRole("link", { name: "Book a visit" }).click();
  await page.getByRole("link", { name: /^Haircut/ }).click();
  await page.getByRole("link", { name: /Mia/ }).click();
  await page.getByRole("link", { name: day }).click();
  await page.locator(".times button").nth(1).click();
  await page.getByLabel("Name").fill(customer);
  await page.getByLabel("Phone").fill("(212) 555-0111");
  await page.getByRole("button", { name: "Book this visit" }).click();
  await page.getByRole("heading", { name: "You are booked" }).waitFor();
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

  journey(
    "nobody is kept out of any page, and none is wider than the screen",
    async ({ browser }) => {
      const page = await openPage(browser, viewport);
      const problems: string[] = [];
      const look = async (): Promise<void> => {
        problems.push(...(await accessibilityProblems(page)), ...(await tooWide(page)));
      };
      for (const path of ["/", "/t/luna/", "/t/luna/privacy", "/t/luna/terms", "/nothing"]) {
        await page.goto(`${base}${path}`);
        await look();
      }
      await lookAround(page, "luna", look);
      expect(problems).toEqual([]);
      await page.context().close();
      // Looking this closely at every page takes long on a machine that is busy with other tests.
    },
    90_000,
  );

  journey("no page is wider than the screen where there is too much of everything", async ({ browser }) => {
    const page = await openPage(browser, viewport);
    const problems: string[] = [];
    const look = async (): Promise<void> => void problems.push(...(await tooWide(page)));
    await page.goto(`${base}/t/crowded/`);
    await look();
    await lookAround(page, "crowded", look);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

/** Every page of booking and of a visit, also with everything wrong that can be typed. */
async function lookAround(page: Page, slug: string, look: () => Promise<void>): Promise<void> {
  await page.goto(`${base}/t/${slug}/book`);
  await look();
  await page.locator(".menu-link").first().click();
  await look();
  await page.locator(".choice").nth(1).click();
  await look();
  await page.getByRole("link", { name: "The week after" }).click();
  await page.locator(".times button").nth(5).click();
  await look();
  await page.getByRole("button", { name: "Book this visit" }).click();
  await look();
  await page.getByLabel("Name").fill("N".repeat(200));
  await page.getByLabel("E-mail").fill("ana@example.com");
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
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return wide > 0 ? [`${page.url()} is ${wide} px too wide`] : [];
}

describe("a customer", () => {
  journey("finds the way by keyboard alone", async ({ page }) => {
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

  journey("who taps twice books once", async ({ page }) => {
    await page.goto(`${base}/t/luna/book?service=${luna.ids.fringe}&start=2026-03-13T15:00:00Z`);
    await page.getByLabel("Name").fill("Ben");
    await page.getByLabel("E-mail").fill("ben@example.com");
    await page.getByRole("button", { name: "Book this visit" }).dblclick();
    await page.getByRole("heading", { name: "You are booked" }).waitFor();
    const { body } = await luna.app.ask("GET", "/t/luna/v1/admin/bookings?q=ben@example.com", {
      key: "luna-key",
    });
    expect(body.items).toHaveLength(1);
  });

  journey("comes back to a form that can be sent again", async ({ page }) => {
    await page.goto(`${base}/t/luna/book?service=${luna.ids.fringe}`);
    await page.locator(".times button").last().click();
    await page.getByRole("heading", { name: "Your details" }).waitFor();
    await page.goBack();
    await page.locator(".times button").first().click();
    await page.getByRole("heading", { name: "Your details" }).waitFor();
  });

  journey("sees nothing jump while a page loads", async ({ page }) => {
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

  journey("has targets that a thumb can hit", async ({ browser }) => {
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

  journey("sees the business's colour in light and dark", async ({ browser }) => {
    const colors = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      await page.goto(`${base}/t/crowded/`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.goto(`${base}/t/luna/book?service=${luna.ids.fringe}&start=2026-03-13T16:00:00Z`);
      await page.getByRole("button", { name: "Book this visit" }).click();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.goto(`${base}/t/crowded/`);
      colors.push(
        await page.locator(".button-main").evaluate((button) => getComputedStyle(button).backgroundColor),
      );
      await context.close();
    }
    expect(colors[1]).toBe("rgb(255, 225, 77)");
    expect(colors[0]).not.toBe(colors[1]);
  });
});
