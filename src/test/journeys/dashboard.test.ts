import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";
import { employOwner } from "#test/sign-in-as.ts";

import { openPage, SIZES } from "./sizes.ts";

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
  const absent = await luna.app.ask("POST", "/t/luna/v1/admin/time_off", { key: "luna-key", body: away });
  expect(absent.status).toBe(201);
});
afterAll(() => luna.app.close());

async function book(start: string): Promise<void> {
  const { status } = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { "idempotency-key": start },
    body: {
      service_id: luna.ids.cut,
      staff_id: luna.ids.mia,
      start,
      customer: { name: "Ana Ruiz", email: "ana@example.com" },
    },
  });
  expect(status).toBe(201);
}

async function signIn(page: Page, password = owner.password): Promise<void> {
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe.each(SIZES)("on %s", (_size, viewport) => {
  for (const scripts of [true, false]) {
    journey(
      `an owner signs in, mends a visit and signs out, with${scripts ? "" : "out"} scripts`,
      async ({ browser, expectedErrors }) => {
        expectedErrors.push(/401/);
        const page = await openPage(browser, viewport, scripts);
        const problems: string[] = [];
        const look = async () => void (scripts && problems.push(...(await accessibilityProblems(page))));

        await page.goto(`${base}/admin/tenants/luna/attention`);
        await look();
        await signIn(page, "not it");
        await page.getByText("do not belong together").waitFor();
        await look();
        await signIn(page);
        await page.getByRole("heading", { name: "Needs attention" }).waitFor();
        await look();
        const visits = page.locator("main .card");
        const before = await visits.count();
        await visits.first().getByRole("button", { name: "Give it to Noah" }).click();
        await page.getByText("The visit was moved.").waitFor();
        expect(await visits.count()).toBe(before - 1);
        for (const place of ["Overview", "Conversations", "Questions", "Waitlist"]) {
          await page.getByRole("navigation").getByRole("link", { name: place }).click();
          await look();
        }
        await page.getByRole("button", { name: "Sign out" }).click();
        await page.goto(`${base}/admin/tenants/luna`);
        expect(new URL(page.url()).pathname).toBe("/admin/login");
        expect(problems).toEqual([]);
        await page.context().close();
      },
    );
  }
});
