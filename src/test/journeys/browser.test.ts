import { describe, expect } from "vitest";
import { accessibilityProblems, journey } from "#test/browser.ts";

function pageWith(body: string): string {
  const html = `<!doctype html><html lang="en"><title>Luna Hair</title><main>${body}</main></html>`;
  return `data:text/html,${encodeURIComponent(html)}`;
}

describe("the journeys' browser", () => {
  journey("renders a page with its text and takes a screenshot", async ({ page }) => {
    await page.goto(pageWith("<h1>Luna Hair</h1>"));
    expect(await page.getByRole("heading").textContent()).toBe("Luna Hair");
    const written = await page.screenshot();
    await page.goto(pageWith("<h1></h1>"));
    expect(written.equals(await page.screenshot())).toBe(false);
  });

  journey("runs scripts in the cast's time zone", async ({ page }) => {
    await page.goto(pageWith("<p></p><script>document.querySelector('p').textContent = 6 * 7</script>"));
    expect(await page.evaluate(() => document.querySelector("p")?.textContent)).toBe("42");
    expect(await page.evaluate(() => new Date(0).getTimezoneOffset())).toBe(300);
  });

  journey("finds accessibility problems", async ({ page }) => {
    await page.goto(pageWith("<h1>Luna</h1><button>Book</button>"));
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goto(pageWith("<h1>Luna</h1><button></button>"));
    expect(await accessibilityProblems(page)).toEqual(["button-name: button"]);
  });

  journey("reaches nothing but this machine", async ({ page, expectedErrors }) => {
    expectedErrors.push(/ERR_NAME_NOT_RESOLVED/);
    await page.goto(pageWith('<h1>Luna</h1><img alt="" src="http://luna.example/logo.png">'));
    await expect(page.goto("http://luna.example/")).rejects.toThrow("ERR_NAME_NOT_RESOLVED");
  });
});
