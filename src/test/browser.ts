import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { test } from "vitest";

import { unpackChromium } from "./chromium.ts";

/** The browser reaches only this machine, even if a page under test asks for more. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-client-side-phishing-detection",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
];

/** axe without comments: less than half as much to send to a page on each check. */
const AXE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/**
 * A test with its own `page`: nobody is signed in, and times are shown in New York's zone. Any error that the
 * page logs (a failed script, a refused style, an answer ≥ 400) fails the test, unless it matches one of
 * `expectedErrors`, which a test may fill.
 */
export const journey = test.extend<Fixtures>({
  browser: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of the fixtures from the pattern
    async ({}, use) => {
      const browser = await chromium.launch({ ...(await unpackChromium()), args: ARGS });
      await use(browser);
      await browser.close();
    },
    // Shared by all files of a worker: a start takes a second, and every test has its own context.
    { scope: "worker" },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  expectedErrors: async ({}, use) => use([]),
  page: async ({ browser, expectedErrors }, use) => {
    const context = await browser.newContext({ locale: "en-US", timezoneId: "America/New_York" });
    const page = await context.newPage();
    const errors = collectErrors(page);
    await use(page);
    await context.close();
    const unexpected = errors.filter((error) => !expectedErrors.some((expected) => expected.test(error)));
    if (unexpected.length > 0) throw new Error(`The page logged errors:\n${unexpected.join("\n")}`);
  },
});

interface Fixtures {
  browser: Browser;
  page: Page;
  expectedErrors: RegExp[];
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  return errors;
}

/** The problems that axe finds on the page, one line each (`rule: element`). */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // It is still there if the page has only changed in place.
  if (!(await page.evaluate(() => "axe" in globalThis))) await addAxe(page);
  // Filtered inside the page: axe's complete result is a lot to transfer.
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
      resultTypes: ["violations"],
      // Otherwise it fetches every style sheet again, which no rule that we use looks at.
      preload: { assets: ["media"] },
    });
    return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}`));
  });
}

/**
 * Evaluated rather than added as a script tag, which a strict content security policy would refuse. Done over
 * the DevTools protocol, which takes half as long for so much text as `page.evaluate`.
 */
async function addAxe(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Runtime.evaluate", { expression: `${AXE};0` });
  await devtools.detach();
}
