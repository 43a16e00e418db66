/**
 * Takes screenshots of every page, for customers and owners, on a phone and on a desktop, into docs/screens:
 * of the demo business, and of one that has too much of everything. `npm run screens`, or `npm run screens --
 * FOLDER`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

import { unpackChromium } from "../src/test/chromium.ts";
import { TOO_MUCH } from "../src/test/too-much.ts";
import { chatAndTake } from "./screens-chat.ts";
import { deskAndTake } from "./screens-dashboard.ts";
import { showFreestDay, takeClinic, takeSeries, takeSeveral } from "./screens-visits.ts";
import { chainAndTake, waitAndTake, WILLOW } from "./screens-waitlist.ts";

const FOLDER = process.argv[2] ?? "docs/screens";
const PORT = await freePort();
const BASE = `http://localhost:${PORT}`;
const KEY = "platform-key-of-the-screens";
const SIZES = [
  { name: "390", viewport: { width: 390, height: 844 } },
  { name: "1280", viewport: { width: 1280, height: 900 } },
] as const;

const dataDir = mkdtempSync(join(tmpdir(), "frontdesk-screens-"));
const server = startServer();
try {
  await waitFor(`${BASE}/readyz`);
  await found(TOO_MUCH);
  // A new business with nothing to offer yet.
  const profile = { business_name: "Corner Studio", time_zone: "America/New_York" };
  await found(WILLOW);
  await found({ slug: "empty", profile, hours: {}, services: [], staff: [] });
  mkdirSync(FOLDER, { recursive: true });
  const { executablePath, env } = await unpackChromium();
  const browser = await chromium.launch({ executablePath, env, args: ["--no-sandbox", "--disable-gpu"] });
  for (const size of SIZES) await tour(browser, size);
  await browser.close();
} finally {
  await stop(server);
  rmSync(dataDir, { recursive: true, force: true });
}

async function tour(browser: Browser, { name, viewport }: (typeof SIZES)[number]): Promise<void> {
  const open = (more: object = {}): Promise<BrowserContext> =>
    browser.newContext({ viewport, locale: "en-US", timezoneId: "America/New_York", ...more });
  const light = await open();
  const take = async (page: Page, what: string): Promise<void> => {
    await page.screenshot({ path: join(FOLDER, `${what}-${name}.png`), fullPage: true });
  };

  const page = await light.newPage();
  const visit = await bookAndTake(page, take);
  await changeAndTake(page, visit, take);
  await takeSeveral(page, take, BASE);
  await takeSeries(page, take, BASE);
  await takeClinic(page, take, BASE);
  await setClinic("suspended");
  await takeRest(page, take);
  await setClinic("active");
  await waitAndTake(page, take, { base: BASE, request });
  // With its own clock, which must not affect another page.
  const talk = await open();
  await chatAndTake(await talk.newPage(), take, { base: BASE });
  await talk.close();
  await chainAndTake(page, take, { base: BASE, request });
  const desk = await open();
  await deskAndTake(await desk.newPage(), take, { base: BASE, request });
  await desk.close();

  const dark = await open({ colorScheme: "dark" });
  const night = await dark.newPage();
  await night.goto(`${BASE}/t/demo/`);
  await take(night, "front-dark");
  await night.locator(".menu-link").first().click();
  await take(night, "people-dark");
  await night.locator(".choice").first().click();
  await take(night, "times-dark");
  for (const scheme of name === "1280" ? ["light", "dark"] : []) {
    await page.goto(`${BASE}/dev/components?scheme=${scheme}`);
    await take(page, `components-${scheme}`);
  }
  await light.close();
  await dark.close();
}

type Take = (page: Page, what: string) => Promise<void>;

async function bookAndTake(page: Page, take: Take): Promise<string> {
  await page.goto(`${BASE}/`);
  await take(page, "apex");
  await page.goto(`${BASE}/t/demo/`);
  await take(page, "front");
  await page.getByRole("link", { name: "Book a visit" }).click();
  await take(page, "services");
  await page.locator(".menu-link").first().click();
  await take(page, "people");
  await page.locator(".choice").first().click();
  await showFreestDay(page);
  await take(page, "times");
  await takeInPlace(page, take);
  await page.locator(".times button").nth(2).click();
  await page.getByRole("heading", { name: "Your details" }).waitFor();
  await take(page, "details");
  await page.clock.install();
  await page.reload();
  await page.clock.fastForward("05:01");
  await take(page, "details-expired");
  await page.reload();
  await page.getByLabel("Name").fill("Ana Ruiz");
  await page.getByLabel("Phone").fill("12");
  await page.getByRole("button", { name: "Book this visit" }).click();
  await take(page, "details-errors");
  await page.getByLabel("Email").fill("ana@example.com");
  await page.getByLabel("Phone").fill("(212) 555-0111");
  await page.getByRole("button", { name: "Book this visit" }).click();
  await take(page, "visit");
  return page.url();
}

/** The placeholders while times load, and when loading fails. */
async function takeInPlace(page: Page, take: Take): Promise<void> {
  const wait = Promise.withResolvers<void>();
  await page.route("**/book?*", async (route) => {
    await wait.promise;
    await route.abort();
  });
  await page.getByRole("link", { name: "The week after" }).click();
  await page.locator(".shape").first().waitFor();
  await take(page, "times-loading");
  wait.resolve();
  await page.getByText("These times didn't load.").waitFor();
  await take(page, "times-lost");
  await page.unroute("**/book?*");
  await page.getByRole("link", { name: "Try again" }).click();
  await page.locator("button.time").first().waitFor();
  await showFreestDay(page);
}

async function changeAndTake(page: Page, visit: string, take: Take): Promise<void> {
  await page.getByRole("link", { name: "Move" }).click();
  await take(page, "move");
  await page.locator(".times button").nth(2).click();
  await take(page, "move-confirm");
  await page.getByRole("button", { name: "Move the visit" }).click();
  await take(page, "visit-moved");
  await page.goto(`${visit}/cancel`);
  await take(page, "cancel");
  await page.getByRole("button", { name: "Cancel the visit" }).click();
  await take(page, "visit-cancelled");
}

async function takeRest(page: Page, take: Take): Promise<void> {
  await page.goto(`${BASE}/t/demo/book`);
  await page.locator(".menu-link").first().click();
  // A particular person, whose time nobody else can give.
  await page.locator(".choice").nth(1).click();
  const times = page.url();
  const start = await page.locator(".times button").first().getAttribute("value");
  await page.locator(".times button").first().click();
  await page.context().clearCookies();
  // Another customer's page still shows that time.
  await page.goto(times);
  const taken = `${times}&start=${encodeURIComponent(start ?? "")}`;
  await page.goto(taken);
  await take(page, "lost");
  await page.goto(times);
  await page.locator(".day-full").first().click();
  await page.getByRole("link", { name: /^The next free time/ }).waitFor();
  await take(page, "full-day");
  for (const [path, what] of [
    ["/t/demo/privacy", "privacy"],
    ["/t/demo/terms", "terms"],
    ["/t/demo/nothing", "not-found"],
    ["/t/empty/", "empty-front"],
    ["/t/empty/book", "empty-book"],
    ["/t/dental/", "paused"],
    ["/t/dental/book", "paused-book"],
    ["/t/crowded/", "crowded-front"],
  ] as const) {
    await page.goto(`${BASE}${path}`);
    await take(page, what);
  }
  await page.locator(".menu-link").first().click();
  await take(page, "crowded-people");
  await page.locator(".choice").nth(1).click();
  await take(page, "crowded-times");
  await page.locator(".times button").first().click();
  await take(page, "crowded-details");
}

function startServer(): ChildProcess {
  const environment = { ...process.env, DATA_DIR: dataDir, PORT: String(PORT), PLATFORM_API_KEY: KEY };
  const settings = { CLOCK: "2026-03-06T15:00:00Z", RATE_LIMITS: "off", LOG_LEVEL: "warn", DEMO: "1" };
  return spawn(process.execPath, ["src/main.ts"], {
    env: { ...environment, ...settings, NODE_ENV: "development" },
    stdio: ["ignore", "inherit", "inherit"],
  });
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const address = probe.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    probe.close(() => resolve(port));
  });
  return promise;
}

async function waitFor(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer.`);
}

async function setClinic(status: "active" | "suspended"): Promise<void> {
  await request("PATCH", `${BASE}/v1/admin/tenants/dental`, { status });
}

async function found(document: object): Promise<void> {
  await request("POST", `${BASE}/v1/admin/tenants`, document);
}

async function request(method: string, url: string, body?: object, more: object = {}): Promise<unknown> {
  const headers = { authorization: `Bearer ${KEY}`, "content-type": "application/json", ...more };
  const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function stop(process: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => process.on("exit", resolve));
  process.kill("SIGTERM");
  await ended;
}
