import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";

let luna: Luna;
let times: string;

beforeAll(async () => {
  luna = await startLuna();
  const base = `http://localhost:${await listen(luna.app.app)}`;
  times = `${base}/t/luna/book?service=${luna.ids.cut}&staff=any`;
});
afterAll(() => luna.app.close());

/** Opens the times and marks the document, so that a reload can be noticed. */
async function openTimes(page: Page): Promise<void> {
  await page.goto(times);
  await page.evaluate(() => void (document.documentElement.dataset["same"] = "yes"));
}

/** As above, but with the page's clock paused, so that placeholders appear only when the test wants them. */
async function openTimesInNoHurry(page: Page): Promise<void> {
  await page.clock.install({ time: 0 });
  await openTimes(page);
  await page.clock.pauseAt(3_600_000);
}

/** Chooses another day; its times load once the returned function is called, after the placeholders are due. */
async function askForTomorrow(page: Page): Promise<() => Promise<void>> {
  await openTimesInNoHurry(page);
  const asked = Promise.withResolvers<void>();
  await page.route("**/book?*", async (route) => {
    await asked.promise;
    await route.continue();
  });
  await page.getByRole("link", { name: "Tomorrow" }).click();
  return async () => {
    const answer = page.waitForResponse((one) => one.url().includes("date=2026-03-07"));
    asked.resolve();
    await (await answer).finished();
    await page.clock.runFor(200);
  };
}

const isSame = (page: Page) => page.evaluate(() => document.documentElement.dataset["same"] === "yes");
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent.trim() ?? "");

describe("days and weeks, with scripts", () => {
  journey("tell visitors in another time zone how far their own clock is", async ({ browser }) => {
    const context = await browser.newContext({ timezoneId: "Asia/Kolkata" });
    const page = await context.newPage();
    await openTimes(page);
    await page.getByText("Times in New York, UTC−5. Your clock is 10 h 30 min ahead.").waitFor();
    await page.getByRole("link", { name: "The week after" }).click();
    await page.getByText("Times in New York, UTC−4. Your clock is 9 h 30 min ahead.").waitFor();
    await context.close();
    const near = await browser.newContext({ timezoneId: "America/Toronto" });
    const same = await near.newPage();
    await openTimes(same);
    await same.getByText("Times in New York, UTC−5", { exact: true }).waitFor();
    expect(await same.locator("[data-zone-at]").count()).toBe(0);
    await near.close();
  });

  journey("change without a reload, by mouse and by keyboard, and are announced", async ({ page }) => {
    await openTimes(page);
    await page.getByRole("link", { name: "Tomorrow" }).click();
    await page.getByRole("heading", { name: "Tomorrow, Saturday 7 March" }).waitFor();
    expect(page.url()).toContain("date=2026-03-07");
    expect(await page.getByRole("status").textContent()).toMatch(/^Tomorrow, .*: \d+ free times$/);
    expect(await focused(page)).toContain("Tomorrow");

    await page.getByRole("link", { name: "The week after" }).focus();
    await page.keyboard.press("Enter");
    // The week's title appears before its times.
    await page.getByRole("heading", { name: "Friday 13 March" }).waitFor();
    expect(await page.getByText("13 – 19 March").isVisible()).toBe(true);
    expect(await focused(page)).toBe("›");
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.goBack();
    await page.getByRole("heading", { name: "Tomorrow, Saturday 7 March" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Today, Friday 6 March" }).waitFor();
    await page.goForward();
    await page.getByRole("heading", { name: "Tomorrow, Saturday 7 March" }).waitFor();
    expect(await isSame(page)).toBe(true);

    await page.locator(".times button").first().click();
    await page.getByRole("heading", { name: "Your details" }).waitFor();
  });

  journey("have placeholders while they load, and nothing else moves", async ({ page }) => {
    await openTimes(page);
    const looked = Promise.withResolvers<void>();
    await page.route("**/book?*", async (route) => {
      await looked.promise;
      await route.continue();
    });
    const day = page.getByRole("link", { name: "Tomorrow" });
    const count = Number(await day.getAttribute("data-count"));
    const strip = await page.locator(".strip").boundingBox();
    const below = await page.locator(".site-foot").boundingBox();
    await day.click();
    await page.locator(".shape").first().waitFor();
    expect(await page.locator(".shape").count()).toBe(count);
    expect(await day.getAttribute("aria-current")).toBe("date");
    expect(await page.locator(".strip").boundingBox()).toEqual(strip);
    expect((await page.locator(".site-foot").boundingBox())?.y).toBeGreaterThanOrEqual(below?.y ?? 0);
    looked.resolve();
    await page.getByRole("heading", { name: "Tomorrow, Saturday 7 March" }).waitFor();
    expect(await page.locator(".strip").boundingBox()).toEqual(strip);
  });

  journey("have placeholders for another week too", async ({ page, expectedErrors }) => {
    expectedErrors.push(/ERR_FAILED/);
    await openTimes(page);
    let fail = true;
    const looked = Promise.withResolvers<void>();
    await page.route("**/book?*", async (route) => {
      await looked.promise;
      await (fail ? route.abort() : route.continue());
    });
    const later = page.getByRole("link", { name: "The week after" });
    const count = Number(await later.getAttribute("data-count"));
    const strip = await page.locator(".strip").boundingBox();
    await later.click();
    await page.locator(".time.shape").first().waitFor();
    expect(await page.locator(".time.shape").count()).toBe(count);
    expect(await page.locator(".day.shape").count()).toBe(7);
    expect(await page.locator(".strip").boundingBox()).toEqual(strip);
    expect(await page.locator(".week-title").textContent()).toBe("13 – 19 March");
    looked.resolve();
    await page.getByText("These times didn't load.").waitFor();
    expect(await page.locator(".day.shape").count()).toBe(0);
    expect(await page.locator(".week-title").textContent()).toBe("6 – 12 March");
    fail = false;
    await later.click();
    await page.getByRole("heading", { name: "Friday 13 March" }).waitFor();
    expect(await page.locator("button.time").count()).toBe(count);
  });

  journey("show that nothing loaded, and load when tried again", async ({ page, expectedErrors }) => {
    expectedErrors.push(/ERR_FAILED/);
    await openTimes(page);
    await page.route("**/book?*", (route) => route.abort());
    await page.getByRole("link", { name: "Tomorrow" }).click();
    await page.getByRole("alert").getByText("These times didn't load.").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.unroute("**/book?*");
    await page.getByRole("link", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Tomorrow, Saturday 7 March" }).waitFor();
    expect(await isSame(page)).toBe(true);
    expect(page.url()).toContain("date=2026-03-07");
  });

  journey("do not replace what a finger is pressing, so the press is not lost", async ({ page }) => {
    const come = await askForTomorrow(page);
    await page.locator(".times button").first().hover();
    await page.mouse.down();
    await come();
    expect(await page.getByRole("heading", { name: "Today, Friday 6 March" }).isVisible()).toBe(true);
    await page.mouse.up();
    await page.getByRole("heading", { name: "Your details" }).waitFor();
  });

  journey("do not replace what the space bar is pressing", async ({ page }) => {
    const come = await askForTomorrow(page);
    await page.locator(".times button").first().focus();
    await page.keyboard.down("Space");
    await come();
    expect(await page.getByRole("heading", { name: "Today, Friday 6 March" }).isVisible()).toBe(true);
    await page.keyboard.up("Space");
    await page.getByRole("heading", { name: "Your details" }).waitFor();
  });

  journey("load when the finger was moved away", async ({ page }) => {
    const come = await askForTomorrow(page);
    await page.locator(".times button").first().hover();
    await page.mouse.down();
    await page.mouse.move(0, 0);
    await page.mouse.up();
    await come();
    await page.getByRole("heading", { name: "Tomorrow, Saturday 7 March" }).waitFor();
  });

  journey("load when the window loses focus during a press", async ({ page }) => {
    const come = await askForTomorrow(page);
    await page.locator(".times button").first().hover();
    await page.mouse.down();
    await page.evaluate(() => dispatchEvent(new Event("blur")));
    await come();
    await page.getByRole("heading", { name: "Tomorrow, Saturday 7 March" }).waitFor();
  });

  journey("have a URL to return to after a form", async ({ page, expectedErrors }) => {
    expectedErrors.push(/400 \(Bad Request\)/);
    await openTimes(page);
    await page.evaluate(() => {
      for (const button of document.querySelectorAll(".times button")) button.setAttribute("value", "");
    });
    await page.locator(".times button").first().click();
    await page.getByText("Please choose a time.").waitFor();
    await page.getByRole("link", { name: "Tomorrow" }).click();
    await page.getByRole("heading", { name: "Tomorrow, Saturday 7 March" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Today, Friday 6 March" }).waitFor();
  });

  journey("do not move for people who prefer reduced motion", async ({ browser }) => {
    const context = await browser.newContext({ reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(times);
    await page.route("**/book?*", () => undefined);
    await page.getByRole("link", { name: "Tomorrow" }).click();
    const shape = page.locator(".shape").first();
    await shape.waitFor();
    expect(await shape.evaluate((element) => getComputedStyle(element).animationName)).toBe("none");
    await context.close();
  });
});
