import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";
import { employOwner } from "#test/sign-in-as.ts";

import { openPage, SIZES, withAndWithoutScripts } from "./sizes.ts";

let luna: Luna;
let base: string;
let owner: { email: string; password: string };

beforeAll(async () => {
  luna = await startLuna();
  base = `http://localhost:${await listen(luna.app.app)}`;
  owner = await employOwner(luna.app, "luna");
  const away = { staff_id: luna.ids.mia, start: "2026-03-10T00:00", end: "2026-03-14T00:00" };
  for (const start of [
    "2026-03-10T15:00:00Z",
    "2026-03-11T15:00:00Z",
    "2026-03-12T15:00:00Z",
    "2026-03-13T15:00:00Z",
  ])
    await book(start);
  await post("/t/luna/v1/admin/time_off", away, { key: "luna-key" });
  // One for each journey, to be cancelled.
  for (const hour of [15, 16, 17, 18]) await book(`2026-03-17T${hour}:00:00Z`);
});
afterAll(() => luna.app.close());

async function post(url: string, body: object, more: object): Promise<void> {
  const { status, text } = await luna.app.ask("POST", url, { body, ...more });
  if (status !== 201) throw new Error(`${url} answered ${status}: ${text}`);
}

function book(start: string): Promise<void> {
  const customer = { name: "Ana Ruiz", email: "ana@example.com" };
  const visit = { service_id: luna.ids.cut, staff_id: luna.ids.mia, start, customer };
  return post("/t/luna/v1/public/bookings", visit, { headers: { "idempotency-key": start } });
}

async function signIn(page: Page, password = owner.password): Promise<void> {
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe.each(SIZES)("on %s", (size, viewport) => {
  for (const scripts of withAndWithoutScripts(size)) {
    journey(
      `an owner signs in, repairs a visit, cancels one and signs out, with${scripts ? "" : "out"} scripts`,
      async ({ browser, expectedErrors }) => {
        expectedErrors.push(/401/);
        const page = await openPage(browser, viewport, scripts);
        const problems: string[] = [];
        // On a desktop, and without scripts, the content is the same.
        const isFirst = scripts && size === "a phone";
        const look = async () => void (isFirst && problems.push(...(await accessibilityProblems(page))));

        await page.goto(`${base}/admin/tenants/luna/attention`);
        await look();
        await signIn(page, "not it");
        await page.getByText("don't match").waitFor();
        await look();
        await signIn(page);
        await page.getByRole("heading", { name: "Needs attention" }).waitFor();
        await look();
        const visits = page.locator("main .card");
        const before = await visits.count();
        await visits.first().getByRole("button", { name: "Give it to Noah" }).click();
        await page.getByText("The visit was moved.").waitFor();
        expect(await visits.count()).toBe(before - 1);
        for (const place of ["Overview", "Visits", "Conversations", "Questions", "Waitlist"]) {
          const link = page.getByRole("navigation").getByRole("link", { name: place });
          await link.click();
          await link.and(page.locator("[aria-current]")).waitFor();
          await look();
        }
        await page.goto(`${base}/admin/tenants/luna/day?date=2026-03-17`);
        await page.getByText("Cancel…").first().click();
        await look();
        await page.getByRole("button", { name: "Cancel the visit and tell Ana Ruiz" }).first().click();
        await page.getByText("The visit was cancelled.").waitFor();
        await page.getByRole("button", { name: "Sign out" }).click();
        await page.waitForURL("**/admin/login");
        await page.goto(`${base}/admin/tenants/luna`);
        expect(new URL(page.url()).pathname).toBe("/admin/login");
        expect(problems).toEqual([]);
        await page.context().close();
      },
    );
  }
});
