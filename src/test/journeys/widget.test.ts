import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { type HostPage, startHostPage } from "#test/host-page.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";

import { SIZES } from "./sizes.ts";

let luna: Luna;
let desk: string;

beforeAll(async () => {
  luna = await startLuna({}, { policies: { min_notice_minutes: 0, cancellation_notice_minutes: 0 } });
  desk = `http://localhost:${await listen(luna.app.app)}`;
});
afterAll(() => luna.app.close());

/** Serves a site with the launcher until the test ends. */
async function aHostPage(slug = "luna", options: { policy?: boolean } = {}): Promise<HostPage> {
  const host = await startHostPage(desk, slug, options);
  onTestFinished(host.close);
  return host;
}

const launcher = (page: Page) => page.getByRole("button", { name: "Chat with Luna Hair" });
const panel = (page: Page) => page.getByRole("dialog", { name: "Chat with Luna Hair" });
const chat = (page: Page) => page.frameLocator('iframe[title="Chat with Luna Hair"]');

/** Opens the window and waits until it has the focus: its text is there before its script has run. */
async function open(page: Page): Promise<FrameLocator> {
  await launcher(page).click();
  const frame = chat(page);
  await frame.getByText("How can I help?").waitFor();
  await frame.locator("#message:focus").waitFor();
  return frame;
}

async function say(frame: FrameLocator, words: string): Promise<void> {
  await frame.getByLabel("Your message").fill(words);
  await frame.getByLabel("Your message").press("Enter");
}

const allow = (origins: readonly string[]) =>
  luna.app.ask("PUT", "/t/luna/v1/admin/assistant", { key: "luna-key", body: { allowed_origins: origins } });

/** Where the focus is on the host page: in the frame, on the launcher, or elsewhere. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement;
    return inside?.tagName === "IFRAME"
      ? "the frame"
      : (inside?.className ?? document.activeElement?.tagName);
  });
const focusedInFrame = (frame: FrameLocator) =>
  frame.locator("body").evaluate(() => {
    const { id, className } = document.activeElement ?? document.body;
    return id === "" ? className : id;
  });

describe.each(SIZES)("on a site with a strict CSP, on %s", (size, viewport) => {
  journey("a visit is booked in the window, without a cookie", async ({ page }) => {
    await page.setViewportSize(viewport);
    const host = await aHostPage();
    await page.goto(host.url);
    const frame = await open(page);
    const box = await panel(page).evaluate((one: HTMLElement) => [one.offsetWidth, one.offsetHeight]);
    expect(box).toEqual(size === "a phone" ? [viewport.width, viewport.height] : [400, 640]);
    await say(frame, `a haircut on ${size === "a phone" ? "wednesday" : "thursday"}`);
    await frame.locator(".slot:enabled").first().click();
    await frame.getByText("name").last().waitFor();
    await say(frame, "Bea Ruiz");
    await frame.getByText("Bea Ruiz").waitFor();
    await say(frame, "bea@example.com");
    await frame.getByRole("button", { name: "Confirm" }).click();
    await frame.getByText("Booked for you").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    // In this tab, the conversation is still there on the site's next page.
    await page.reload();
    await open(page);
    await frame.getByText("Booked for you").waitFor();
    await frame.getByRole("button", { name: "Close the chat" }).click();
    await panel(page).waitFor({ state: "hidden" });
    expect(await focused(page)).toBe("launcher");
  });
});

describe("the window", () => {
  journey("keeps the focus while it is open, then returns it", async ({ page }) => {
    await page.goto((await aHostPage()).url);
    await launcher(page).focus();
    await page.keyboard.press("Enter");
    const frame = chat(page);
    await expect.poll(() => focusedInFrame(frame)).toBe("message");
    // From the last element to the first, and back.
    await page.keyboard.press("Tab");
    expect(await focusedInFrame(frame)).toContain("chat-send");
    await page.keyboard.press("Tab");
    await expect.poll(() => focusedInFrame(frame)).toBe("site-name");
    await page.keyboard.press("Shift+Tab");
    await expect.poll(() => focusedInFrame(frame)).toBe("skip");
    await page.keyboard.press("Shift+Tab");
    await expect.poll(() => focusedInFrame(frame)).toContain("chat-send");
    expect(await focused(page)).toBe("the frame");
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    expect(await focused(page)).toBe("launcher");
    expect(await launcher(page).getAttribute("aria-expanded")).toBe("false");
  });

  journey("works if the browser blocks storage in frames", async ({ page }) => {
    await page.addInitScript(() => {
      if (window === parent) return;
      for (const name of ["sessionStorage", "localStorage"]) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException("Access is denied for this document.", "SecurityError");
          },
        });
      }
      Object.defineProperty(document, "cookie", {
        get: () => "",
        set: () => {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
    });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Network.setCookieControls", {
      enableThirdPartyCookieRestriction: true,
    });
    await page.goto((await aHostPage()).url);
    const frame = await open(page);
    await say(frame, "When are you open?");
    await frame.locator(".chat-log > .turn").nth(1).getByText("am").first().waitFor();
    await say(frame, "and on saturday?");
    await frame.locator(".chat-log > .turn").nth(2).locator(".said-here").first().waitFor();
    expect(await page.context().cookies()).toEqual([]);
  });

  journey("exchanges messages only with its own launcher", async ({ page }) => {
    const host = await aHostPage("luna", { policy: false });
    await page.goto(host.url);
    const frame = await open(page);
    // Messages from another frame, or forged by the host page, have no effect.
    await page.evaluate(() => postMessage({ frontdesk: "close" }, "*"));
    await page.evaluate(async () => {
      const stranger = document.createElement("iframe");
      stranger.srcdoc = "<script>parent.postMessage({ frontdesk: 'close' }, '*')</script>";
      const loaded = new Promise((resolve) => stranger.addEventListener("load", resolve));
      document.body.append(stranger);
      await loaded;
    });
    expect(await panel(page).isVisible()).toBe(true);
    // The frame's messages reach this site only.
    const heard = await frame.locator("body").evaluate((body) => (body as HTMLElement).dataset["embeddedBy"]);
    expect(heard).toBe(host.origin);
  });

  journey("works only on sites that the business lists", async ({ page, expectedErrors }) => {
    expectedErrors.push(/frame-ancestors|403/);
    const host = await aHostPage();
    await allow(["https://elsewhere.example"]);
    await page.clock.install();
    await page.goto(host.url);
    await launcher(page).click();
    await page.clock.runFor(10_001);
    const instead = panel(page).getByRole("link", { name: "Open it in a new tab" });
    await instead.waitFor();
    expect(await instead.getAttribute("href")).toBe(`${desk}/t/luna/chat`);
    await panel(page).getByRole("button", { name: "Close" }).click();
    await panel(page).waitFor({ state: "hidden" });
    await allow([host.origin]);
    await page.reload();
    await open(page);
    await allow([]);
  });

  journey("does not appear if the business has no assistant", async ({ page, expectedErrors }) => {
    expectedErrors.push(/404|look\.js/);
    await page.goto((await aHostPage("nobody")).url);
    await page.waitForLoadState("networkidle");
    expect(await page.getByRole("button").count()).toBe(0);
  });

  journey("respects reduced motion and dark mode", async ({ browser }) => {
    const context = await browser.newContext({ reducedMotion: "reduce", colorScheme: "dark" });
    const page = await context.newPage();
    await page.goto((await aHostPage()).url);
    const frame = await open(page);
    expect(await panel(page).evaluate((one) => getComputedStyle(one).animationName)).toBe("none");
    const ground = await frame.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
    expect(ground).toBe("rgb(23, 22, 20)");
    expect(await launcher(page).evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(
      "rgb(170, 130, 255)",
    );
    expect(await accessibilityProblems(page)).toEqual([]);
    await context.close();
  });
});
