import type { Browser, Page } from "playwright-core";

/** The screen sizes of the journeys, in CSS pixels. */
export const SIZES = [
  ["a phone", { width: 390, height: 844 }],
  ["a desktop", { width: 1280, height: 900 }],
] as const;

/** With and without scripts; these do not affect the layout, so one size without them is enough. */
export function withAndWithoutScripts(size: (typeof SIZES)[number][0]): readonly boolean[] {
  return size === "a phone" ? [true, false] : [true];
}

/** Opens a page in a fresh browser context. */
export async function openPage(
  browser: Browser,
  viewport: { width: number; height: number },
  scripts = true,
): Promise<Page> {
  const context = await browser.newContext({ viewport, javaScriptEnabled: scripts, locale: "en-US" });
  return context.newPage();
}
