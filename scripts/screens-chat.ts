import type { Page } from "playwright-core";

import { startHostPage } from "../src/test/host-page.ts";

type Take = (page: Page, what: string) => Promise<void>;

/**
 * A conversation from greeting to booking, an interrupted one, one handed to a person, and the widget on a
 * site.
 */
export async function chatAndTake(
  page: Page,
  take: Take,
  { base }: { readonly base: string },
): Promise<void> {
  await page.goto(`${base}/t/demo/chat`);
  await take(page, "chat");
  await takeWaiting(page, take);
  await say(page, "I'd like a haircut on Tuesday afternoon");
  await take(page, "chat-times");
  await page.locator(".slot:enabled").first().click();
  await answered(page, 3);
  await say(page, "Bea Ruiz");
  await say(page, "bea@example.com");
  await take(page, "chat-confirm");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("Booked for you").waitFor();
  await take(page, "chat-booked");
  await page.getByRole("button", { name: "Talk to a person" }).click();
  await page.locator(".handoff").waitFor();
  await take(page, "chat-person");
  await takeTrouble(page, take);
  await takeWindow(page, take, base);
}

/** While an answer is being written. */
async function takeWaiting(page: Page, take: Take): Promise<void> {
  const arrived = Promise.withResolvers<void>();
  await page.route("**/chat", async (route) => {
    await arrived.promise;
    await route.continue();
  });
  await page.getByLabel("Your message").fill("When are you open?");
  await page.keyboard.press("Enter");
  await page.locator(".writing").waitFor();
  await take(page, "chat-writing");
  arrived.resolve();
  await page.locator("[data-coming]").waitFor({ state: "hidden" });
  await page.unroute("**/chat");
}

async function takeTrouble(page: Page, take: Take): Promise<void> {
  await page.clock.install();
  await page.route(/\/chat/, (route) =>
    route.request().isNavigationRequest() ? route.continue() : route.abort(),
  );
  await page.getByLabel("Your message").fill("Is there parking?");
  await page.keyboard.press("Enter");
  for (let tries = 0; tries < 8; tries += 1) await page.clock.runFor(3_000);
  await page.getByRole("alert").getByText("The connection was lost").waitFor();
  await take(page, "chat-lost");
  await page.unroute(/\/chat/);
}

/** The launcher on somebody's own site, closed and open. */
async function takeWindow(page: Page, take: Take, base: string): Promise<void> {
  const host = await startHostPage(base, "demo");
  await page.goto(host.url);
  const launcher = page.getByRole("button", { name: /^Chat with/ });
  await launcher.waitFor();
  await take(page, "window-shut");
  await launcher.click();
  const message = page.frameLocator("iframe").getByLabel("Your message");
  await message.fill("a haircut on friday");
  await message.press("Enter");
  await page.frameLocator("iframe").locator(".slot").first().waitFor();
  await take(page, "window-open");
  host.close();
}

async function say(page: Page, words: string): Promise<void> {
  const turns = await page.locator(".chat-log > .turn").count();
  await page.getByLabel("Your message").fill(words);
  await page.keyboard.press("Enter");
  await answered(page, turns);
}

/** Waits until this many turns are answered. */
async function answered(page: Page, turns: number): Promise<void> {
  await page.locator(".chat-log > .turn").nth(turns).locator(".said-here").first().waitFor();
}
