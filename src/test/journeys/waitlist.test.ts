import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";

import { openPage, SIZES, withAndWithoutScripts } from "./sizes.ts";

let luna: Luna;
let base: string;

beforeAll(async () => {
  luna = await startLuna(
    {},
    {
      plan: "standard",
      policies: { min_notice_minutes: 0, cancellation_notice_minutes: 0, waitlist: { quiet_hours: null } },
      // A fringe trim has one time a day, so one visit fills the day.
      hours: Object.fromEntries(["mon", "tue", "wed", "thu"].map((day) => [day, [["10:00", "10:15"]]])),
    },
  );
  base = `http://localhost:${await listen(luna.app.app)}`;
});
afterAll(() => luna.app.close());

/** A day for each journey, so that none waits for another's time. */
const DAYS = ["2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12"];

type Booked = { readonly uid: string; readonly token: string; readonly url: string };

async function book(date: string): Promise<Booked> {
  const { status, body } = await luna.app.ask("POST", "/t/luna/v1/public/bookings", {
    headers: { "idempotency-key": date },
    body: {
      service_id: luna.ids.fringe,
      start: `${date}T14:00:00Z`,
      customer: { name: "Ana Ruiz", email: "ana@example.com" },
    },
  });
  expect(status).toBe(201);
  const { pathname, search } = new URL(body.manage_url as string);
  return { uid: body.booking.uid, token: body.manage_token, url: base + pathname + search };
}

async function cancel({ uid, token }: Booked): Promise<void> {
  const path = `/t/luna/v1/public/bookings/${uid}/cancel`;
  expect((await luna.app.ask("POST", path, { key: token, body: {} })).status).toBe(200);
}

describe.each(SIZES)("on %s", (size, viewport) => {
  for (const scripts of withAndWithoutScripts(size)) {
    journey(
      `a customer waits for a full day and gets a time, with${scripts ? "" : "out"} scripts`,
      async ({ browser }) => {
        const date = DAYS.pop() ?? "";
        const taken = await book(date);
        const page = await openPage(browser, viewport, scripts);
        if (scripts) await page.clock.install();
        const problems: string[] = [];
        const look = async () => void (scripts && problems.push(...(await lookClosely(page))));
        // On a desktop a page has the same content; only its columns differ.
        const lookFirst = async () => void (size === "a phone" && (await look()));

        await page.goto(`${base}/t/luna/book?service=${luna.ids.fringe}&staff=any&date=${date}`);
        await lookFirst();
        await page.getByRole("link", { name: "Join the waitlist for this day" }).click();
        await look();
        await page.getByRole("button", { name: "Join the waitlist" }).click();
        await page.getByRole("link", { name: "Please tell us your name." }).waitFor();
        await lookFirst();
        await page.getByLabel("Name").fill("Bea Ruiz");
        await page.getByLabel("Email").fill("bea@example.com");
        await page.getByRole("button", { name: "Join the waitlist" }).click();
        await page.getByText("You're first in line.").waitFor();
        await look();

        await cancel(taken);
        // The page shows it without being reloaded by hand; without scripts, by a refresh.
        if (scripts) {
          // The clock can only be moved forward once the page has set its timer.
          await page.waitForLoadState();
          await page.clock.fastForward("00:16");
        } else {
          expect(await page.locator("noscript meta[http-equiv=refresh]").getAttribute("content")).toMatch(
            /^60;/,
          );
          await page.reload();
        }
        await page.getByRole("heading", { name: "A time has opened up" }).waitFor();
        expect(await page.title()).toContain("A time has opened up");
        await page.getByText("Held for you until").waitFor();
        expect(await page.getByText("15 min left").count()).toBe(scripts ? 1 : 0);
        await look();
        await page.getByRole("button", { name: "Take this time" }).click();
        await page.getByRole("heading", { name: "You're booked" }).waitFor();
        await page.getByRole("link", { name: "Tell me about earlier times" }).click();
        await lookFirst();
        await page.getByRole("link", { name: "Keep it as it is" }).click();
        expect(problems).toEqual([]);
        await page.context().close();
      },
    );
  }

  journey("an offer is declined, and the waitlist left", async ({ browser }) => {
    // The following week is free for these.
    const date = size === "a phone" ? "2026-03-16" : "2026-03-17";
    const taken = await book(date);
    const page = await openPage(browser, viewport);
    await page.goto(`${base}/t/luna/waitlist?service=${luna.ids.fringe}&staff=any&date=${date}`);
    await page.getByLabel("Name").fill("Cleo");
    await page.getByLabel("Email").fill("cleo@example.com");
    await page.getByRole("button", { name: "Join the waitlist" }).click();
    await page.getByText("You're first in line.").waitFor();
    await cancel(taken);
    await page.reload();
    await page.getByRole("button", { name: "Let it go" }).click();
    await page.getByText("You've let this time go.").waitFor();
    // An unchanged region is not replaced, so the notice stays.
    await page.waitForLoadState();
    const answer = page.waitForResponse((one) => one.url().includes("/w/"));
    await page.evaluate(() => document.dispatchEvent(new Event("countdown-over")));
    await (await answer).finished();
    expect(await page.getByText("You've let this time go.").count()).toBe(1);
    await page.getByText("Leave the waitlist").first().click();
    expect(await lookClosely(page)).toEqual([]);
    await page.getByRole("button", { name: "Leave the waitlist" }).click();
    await page.getByText("You've left the waitlist.").waitFor();
    expect(await lookClosely(page)).toEqual([]);
    await page.context().close();
  });
});

/** Accessibility problems, and a page wider than the screen. */
async function lookClosely(page: Page): Promise<string[]> {
  const wide = await page
    .locator("body")
    .evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const tooWide = wide > 0 ? [`${page.url()} is ${wide} px too wide`] : [];
  return [...(await accessibilityProblems(page)), ...tooWide];
}
