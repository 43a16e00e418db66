import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";

import { accessibilityProblems, journey } from "#test/browser.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { listen } from "#test/raw-http.ts";

let luna: Luna;
let services: string;

beforeAll(async () => {
  luna = await startLuna();
  const more = [
    ...Array.from({ length: 12 }, (_, i) => [`Treatment ${i}`, "Rest"]),
    ["Soin à l’Élixir", "Ritual"],
  ];
  for (const [name, alias] of more) {
    const body = { name, aliases: [alias], duration_minutes: 30, price_cents: 4500 };
    const made = await luna.app.ask("POST", "/t/luna/v1/admin/services", { key: "luna-key", body });
    if (made.status !== 201) throw new Error(`The service was refused: ${made.status}.`);
  }
  services = `http://localhost:${await listen(luna.app.app)}/t/luna/book`;
});
afterAll(() => luna.app.close());

const seen = (page: Page) => page.locator(".menu-name:visible").allTextContents();

journey("a long list of services is filtered while typing", async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto(services);
  const all = await seen(page);
  const field = page.getByRole("searchbox", { name: "Find a service" }).first();
  await field.fill("elix so");
  await expect.poll(() => seen(page)).toEqual(["Soin à l’Élixir"]);
  await field.fill("RIT");
  await expect.poll(() => seen(page)).toEqual(["Soin à l’Élixir"]);
  await page.getByText(`1 of ${all.length}`).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await field.fill("nothing of this kind");
  await page.getByText("There's nothing by that name.").waitFor();
  expect(await seen(page)).toEqual([]);
  await field.fill("");
  await expect.poll(() => seen(page)).toEqual(all);
  await page.close();
});

journey("ticked services stay visible, whatever is typed", async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto(services);
  await page.getByText("Several services in one visit").click();
  await page.getByRole("checkbox", { name: /^Haircut/ }).check();
  await page.getByRole("searchbox", { name: "Find a service" }).last().fill("elixir");
  await expect.poll(() => page.locator(".check:visible").count()).toBe(2);
  await page.close();
});

journey("without scripts the search is submitted", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(services.replace("/book", ""));
  const all = await seen(page);
  expect(all.length).toBeGreaterThan(12);
  await page.getByRole("searchbox", { name: "Find a service" }).fill("rit");
  await page.keyboard.press("Enter");
  await page.getByText(`1 of ${all.length}`).waitFor();
  expect(await seen(page)).toEqual(["Soin à l’Élixir"]);
  await context.close();
});
