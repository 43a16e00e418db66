import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { aChatter, aGate, scriptedDesk } from "#test/chat-desk.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";

import { openPage, SIZES, withAndWithoutScripts } from "./sizes.ts";

let luna: Luna;
let base: string;

beforeAll(async () => {
  luna = await startLuna({}, { policies: { min_notice_minutes: 0, cancellation_notice_minutes: 0 } });
  base = `http://localhost:${await listen(luna.app.app)}`;
});
afterAll(() => luna.app.close());

/** Sends a message and waits for the complete answer. */
async function say(page: Page, words: string): Promise<void> {
  const turns = await page.locator(".turn .said-there").count();
  await page.getByLabel("Your message").fill(words);
  await page.getByRole("button", { name: "Send" }).click();
  await answered(page, turns + 1);
}

/** Waits until this many turns have an answer. */
async function answered(page: Page, turns: number): Promise<void> {
  await page
    .locator(`.chat-log > .turn:nth-of-type(${turns + 1}) .said-here`)
    .first()
    .waitFor();
}

async function lookClosely(page: Page): Promise<string[]> {
  const wide = await page
    .locator("body")
    .evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const tooWide = wide > 0 ? [`${page.url()} is ${wide} px too wide`] : [];
  return [...(await accessibilityProblems(page)), ...tooWide];
}

const DAYS = ["tuesday", "wednesday", "thursday", "next tuesday"];

describe.each(SIZES)("on %s", (size, viewport) => {
  for (const scripts of withAndWithoutScripts(size)) {
    journey(`a visit is booked by chat, with${scripts ? "" : "out"} scripts`, async ({ browser }) => {
      const page = await openPage(browser, viewport, scripts);
      const problems: string[] = [];
      const look = async () => void (scripts && problems.push(...(await lookClosely(page))));
      // Messages stay on the page, so on a desktop one check at the end covers them all.
      const lookMeanwhile = async () => void (size === "a phone" && (await look()));

      await page.goto(`${base}/t/luna/`);
      await page.getByRole("link", { name: "Ask a question" }).click();
      await lookMeanwhile();
      await say(page, `I'd like a haircut on ${DAYS.pop()} please`);
      await page.locator(".slot:enabled").first().waitFor();
      await lookMeanwhile();
      await page.locator(".slot:enabled").first().click();
      await answered(page, 2);
      await say(page, "Bea Ruiz");
      await say(page, "bea@example.com");
      await page.getByRole("button", { name: "Confirm" }).waitFor();
      await look();
      await page.getByRole("button", { name: "Confirm" }).click();
      await page.getByText("Booked for you").waitFor();
      await look();
      if (!scripts) await page.goto(`${base}/t/luna/chat`);
      // Everything is still there after a reload.
      await page.reload();
      await page.getByText("Booked for you").waitFor();
      const visit = await page.getByRole("link", { name: "See, move or cancel it" }).getAttribute("href");
      expect(visit).toContain("/t/luna/b/");
      await page.getByRole("button", { name: "Start a new conversation" }).click();
      await page.getByText("How can I help?").waitFor();
      expect(await page.getByText("Booked for you").count()).toBe(0);
      expect(problems).toEqual([]);
      await page.context().close();
    });
  }
});

journey(
  "a visit booked elsewhere is cancelled by chat once the customer proves that it is theirs",
  async ({ page }) => {
    const booked = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
      headers: { "idempotency-key": "elsewhere" },
      body: {
        service_id: luna.ids.colour,
        start: "2026-03-13T15:00:00Z",
        customer: { name: "Cleo Marsh", email: "cleo@example.com" },
      },
    });
    expect(booked.status).toBe(201);
    const { uid } = booked.body.booking;
    await page.goto(`${base}/t/luna/chat`);
    await say(page, "I need to cancel my appointment");
    await say(page, `${uid}`);
    await say(page, "cleo@example.com");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.locator(".booked-over").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const seen = await luna.app.ask("GET", `/t/luna/v1/admin/bookings/${uid}`, { key: "luna-key" });
    expect(seen.body.booking.status).toBe("cancelled");
  },
);

journey("the customer can ask for a person at any time", async ({ page }) => {
  await page.goto(`${base}/t/luna/chat`);
  await page.getByRole("button", { name: "Talk to a person" }).click();
  await page.getByRole("link", { name: "Call (212) 555-0100" }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

describe("when the connection is lost", () => {
  journey(
    "the answer continues when it is back, and no message is sent twice",
    async ({ page, expectedErrors }) => {
      expectedErrors.push(/ERR_FAILED|ERR_CONNECTION/);
      await page.goto(`${base}/t/luna/chat`);
      await say(page, "hello");
      let lost = 2;
      // The message arrives, its answer does not.
      await page.route("**/chat", async (route) => {
        if (route.request().method() !== "POST" || lost-- <= 0) return route.continue();
        await route.fetch().catch(() => undefined);
        return route.abort();
      });
      await say(page, "When are you open on saturday?");
      await page.getByText("9:00 am").first().waitFor();
      expect(await page.getByText("When are you open on saturday?").count()).toBe(1);
      await page.reload();
      expect(await page.getByText("When are you open on saturday?").count()).toBe(1);
    },
  );

  journey("in the middle of an answer, the rest follows", async ({ page, expectedErrors }) => {
    expectedErrors.push(/ERR_/);
    const gate = aGate();
    const slow = await startLuna({ chooseBrain: scriptedDesk({ serviceId: () => "", date: "" }, gate) });
    onTestFinished(slow.app.close);
    await page.goto(`http://localhost:${await listen(slow.app.app)}/t/luna/chat`);
    await page.getByLabel("Your message").fill("slowly");
    await page.keyboard.press("Enter");
    await page.getByText("Let me look.").waitFor();
    // After a reload in between too.
    const followed = page.waitForResponse("**/chat/events");
    await page.reload();
    await page.getByText("Let me look.").waitFor();
    await followed;
    // A message written in between is sent once the answer is complete.
    await page.getByLabel("Your message").fill("hello");
    await page.keyboard.press("Enter");
    slow.app.app.server.closeAllConnections();
    const resumed = page.waitForRequest("**/chat/events");
    expect((await resumed).headers()["last-event-id"]).toBe("1.1");
    gate.pass();
    await page.getByText("Let me look. Now there it is. Certainly.", { exact: true }).waitFor();
    await answered(page, 2);
    expect(await page.locator("[data-coming]").isVisible()).toBe(false);
    // An answer given while nobody looks is there later.
    await page.reload();
    await page.getByText("Let me look. Now there it is. Certainly.", { exact: true }).waitFor();
  });

  journey("for a long time, the page says so and retries on request", async ({ page, expectedErrors }) => {
    expectedErrors.push(/ERR_FAILED|ERR_INTERNET/);
    await page.clock.install();
    await page.goto(`${base}/t/luna/chat`);
    await page.route("**/chat*", (route) => route.abort());
    await page.route("**/chat/**", (route) => route.abort());
    await page.getByLabel("Your message").fill("When are you open?");
    await page.keyboard.press("Enter");
    const lost = page.getByRole("alert").getByText("The connection was lost");
    while (!(await lost.isVisible())) await page.clock.runFor(3_000);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.unroute("**/chat*");
    await page.unroute("**/chat/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await answered(page, 1);
    expect(await page.getByText("The connection was lost").isVisible()).toBe(false);
  });
});

journey("keyboard focus stays in the field, and screen readers read complete answers", async ({ page }) => {
  await page.goto(`${base}/t/luna/chat`);
  const box = page.getByLabel("Your message");
  await box.fill("A haircut on friday");
  await page.keyboard.press("Shift+Enter");
  expect(await box.inputValue()).toBe("A haircut on friday\n");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await answered(page, 1);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("message");
  const log = page.getByRole("log");
  expect(await log.getAttribute("aria-live")).toBe("polite");
  await page.locator(".slot:enabled").first().focus();
  await page.keyboard.press("Enter");
  await answered(page, 2);
  // Focus is on the new turn, so tabbing continues from there.
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("turn");
});

journey(
  "with very many requests from one address, the page solves a proof of work and continues",
  async ({ page, expectedErrors }) => {
    expectedErrors.push(/429/);
    const busy = await startLuna({ settings: { RATE_LIMITS: "on" } });
    onTestFinished(busy.app.close);
    const desk = `http://localhost:${await listen(busy.app.app)}`;
    await page.goto(`${desk}/t/luna/chat`);
    for (let person = 0; person < 3; person += 1) {
      const one = aChatter(busy.app);
      await one.begin();
      for (let i = 0; i < 20; i += 1) await one.stream({ message: "hello" });
    }
    const refused = page.waitForResponse((answer) => answer.status() === 429);
    await page.getByLabel("Your message").fill("When are you open?");
    await page.keyboard.press("Enter");
    expect(await (await refused).json()).toMatchObject({
      error: { details: { proof_of_work: { difficulty: 16 } } },
    });
    await answered(page, 1);
    expect(await page.getByText("10:00 am").count()).toBeGreaterThan(0);
  },
);
