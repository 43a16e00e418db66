import type { Browser, Page } from "playwright-core";

/** What customers hold in their hands, or sit at. */
export const SIZES = [
  ["a phone", { width: 390, height: 844 }],
  ["a desk", { width: 1280, height: 900 }],
] as const;

/** With scripts and without: those change nothing of how a page is laid out, so that once without them is enough. */
export function withAndWithoutScripts(size: (typeof SIZES)[number][0]): readonly boolean[] {
  return size === "a phone" ? [true, false] : [true];
}

/** A page in a browser that nobody has used yet. */
export async function openPage(
  browser: Browser,
  viewport: { width: number; height: number },
  scripts = true,
): Promise<Page> {
  const context = await browser.newContext({ viewport, javaScriptEnabled: scripts, locale: "en-US" });
  return context.newPage();
}
