import type { Browser, Page } from "playwright-core";
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

/** Somebody else books with Mia. */
async function takeBefore(start: string | null): Promise<void> {
  const { status } = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { "idempotency-key": `before/${start}` },
    body: {
      service_id: luna.ids.cut,
      staff_id: luna.ids.mia,
      start,
      customer: { name: "Ben", email: "ben@example.com" },
    },
  });
  expect(status).toBe(201);
}

const DAYS = ["2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13"];

describe.each(SIZES)("on %s", (size, viewport) => {
  for (const scripts of [true, false]) {
    const withScripts = scripts ? "with" : "without";

    const title = `a customer who is too slow twice still gets a visit, ${withScripts} scripts`;
    const loseTwice = async ({ browser }: { readonly browser: Browser }): Promise<void> => {
      const page = await openPage(browser, viewport, scripts);
      const problems: string[] = [];
      // On a desktop a page has the same content.
      const closely = scripts && size === "a phone";
      const look = async () => void (closely && problems.push(...(await accessibilityProblems(page))));
      if (scripts) await page.clock.install();
      await page.goto(`${base}/t/luna/book?service=${luna.ids.cut}&staff=${luna.ids.mia}&date=${DAYS.pop()}`);

      // Somebody else takes the time while the page is open.
      const chosen = page.locator(".times button").nth(4);
      await takeBefore(await chosen.getAttribute("value"));
      await chosen.click();
      await page.getByText("Someone was a moment faster.").waitFor();
      await look();
      await page.getByRole("group", { name: "Still free:" }).getByRole("button").first().click();

      // The hold expires and details are missing, before somebody takes this time too.
      await page.getByText("Held for you until").waitFor();
      const start = new URL(page.url()).searchParams.get("start");
      await expireHold(page, scripts);
      await look();
      await page.getByRole("button", { name: "Book this visit" }).click();
      await page.getByRole("link", { name: "Please tell us your name." }).waitFor();
      await page.getByLabel("Name").fill("Ana Ruiz");
      await page.getByLabel("Email").fill("ana@example.com");
      await page.getByLabel("Notes").fill("With a fringe, please.");
      await takeBefore(start);
      await page.getByRole("button", { name: "Book this visit" }).click();
      await page.getByText("Someone was a moment faster.").waitFor();
      await look();

      await page.getByRole("group", { name: "Still free:" }).getByRole("button").first().click();
      await page.getByText("We're holding this time for you.").waitFor();
      expect(await page.getByLabel("Name").inputValue()).toBe("Ana Ruiz");
      expect(await page.getByLabel("Notes").inputValue()).toBe("With a fringe, please.");
      await page.getByRole("button", { name: "Book this visit" }).click();
      await page.getByRole("heading", { name: "You're booked" }).waitFor();
      expect(problems).toEqual([]);
      await page.context().close();
    };
    journey(title, loseTwice);
  }
});

/** Lets the hold expire on the server; with scripts the page announces it, and nothing on it moves. */
async function expireHold(page: Page, scripts: boolean): Promise<void> {
  luna.app.clock.advance(5 * 60_000);
  if (!scripts) return;
  // Once this shows, styles and script have loaded.
  await page.getByText("5 min left").waitFor();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.clock.fastForward(4 * 60_000 + 10_000);
  await page.getByText(/^\d\d s left$/).waitFor();
  expect(await page.getByRole("status").textContent()).toContain("one more minute");
  await page.clock.fastForward(60_000);
  await page.locator(".kept-ended").getByText("No longer held for you.").waitFor();
  expect(await page.getByRole("status").textContent()).toContain("No longer held for you.");
  expect(await page.getByRole("link", { name: "choose another time" }).isVisible()).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
}
