import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Luna, startLuna } from "#test/luna-hair.ts";
import { TOO_MUCH } from "#test/too-much.ts";
import { aVisitor, textOf, type Visitor } from "#test/visitor.ts";

const PLATFORM = "platform-key-of-the-tests";

let luna: Luna;
let visitor: Visitor;

beforeAll(async () => {
  luna = await startLuna();
  visitor = aVisitor(luna.app);
  await luna.app.addTenant(TOO_MUCH);
  await luna.app.addTenant({ slug: "bare", services: [], staff: [] });
  await luna.app.addTenant({
    slug: "nora",
    profile: { business_name: "Nora", time_zone: "UTC", phone: "+442071838750" },
  });
  const body = { status: "suspended" };
  await luna.app.ask("PATCH", "/v1/admin/tenants/nora", { key: PLATFORM, body });
});
afterAll(() => luna.app.close());

describe("the front page of a business", () => {
  test("shows its name, services, people, hours, place and rules", async () => {
    const text = textOf((await visitor.get("/t/luna")).html);
    for (const words of [
      "Luna Hair",
      "without hurry",
      "Haircut Wash, cut and dry. $45 30 min",
      "Fringe trim Free 15 min",
      "Tuesday – Wednesday 10:00 am – 6:00 pm",
      "Mia Stylist",
      "1 Main St New York, NY 10001",
      "(212) 555-0100",
      "up to 2 hours before",
      "We wait for 15 minutes.",
      "Book a visit",
    ]) {
      expect(text).toContain(words);
    }
  });

  test("answers frequent questions as long as the answers are valid", async () => {
    const faq = { question: "Is there <b>parking</b>?", answer: "Behind the house.\nRing the bell." };
    const { body } = await luna.app.ask("POST", "/t/luna/v1/admin/faqs", { key: PLATFORM, body: faq });
    expect(textOf((await visitor.get("/t/luna")).html)).toContain(
      "Questions Is there <b>parking</b>? Behind the house. Ring the bell.",
    );
    await luna.app.ask("DELETE", `/t/luna/v1/admin/faqs/${body.id}`, { key: PLATFORM });
    expect(textOf((await visitor.get("/t/luna")).html)).not.toContain("parking");
  });

  test("links below the path or host that it was requested at", async () => {
    const links = (html: string) =>
      [...html.matchAll(/ (?:href|action)="(\/[^"]*)"/g)].map(([, href = ""]) => href);
    const below = links((await visitor.get("/t/luna/")).html).filter((href) => !href.startsWith("/assets/"));
    expect(below.length).toBeGreaterThan(5);
    expect(below.filter((href) => !href.startsWith("/t/luna/"))).toEqual([]);
    const onHost = links((await aVisitor(luna.app, "luna.localhost").get("/")).html);
    expect(onHost).toContain("/book");
    expect(onHost.filter((href) => href.startsWith("/t/"))).toEqual([]);
  });

  test("says that there is nothing to book", async () => {
    const page = await visitor.get("/t/bare/");
    expect(textOf(page.html)).toContain("There's nothing to book online yet.");
    const book = await visitor.get("/t/bare/book");
    expect(book.status).toBe(200);
    expect(textOf(book.html)).toMatch(/Nothing to book online yet To book a visit, please ask Luna Hair/);
    expect(textOf(book.html)).not.toContain("Ask the assistant");
  });

  test("escapes all user-provided text", async () => {
    for (const path of ["/t/crowded/", "/t/crowded/book", "/t/crowded/privacy", "/t/crowded/terms"]) {
      const { html, status } = await visitor.get(path);
      expect(status).toBe(200);
      expect(html).not.toContain("<script>alert");
      expect(html).not.toContain('"onmouseover');
      expect(html).not.toContain("<b>Max");
    }
  });

  test("is small: less than 60 kB with styles and scripts", async () => {
    const { html } = await visitor.get("/t/luna/");
    let bytes = Buffer.byteLength(html);
    for (const [, path = ""] of html.matchAll(/(?:href|src)="(\/(?:assets|t\/luna\/brand)[^"]*)"/g)) {
      const part = await luna.app.ask("GET", path);
      expect(part.status).toBe(200);
      bytes += Buffer.byteLength(part.text);
    }
    expect(bytes).toBeLessThan(60_000);
  });
});

describe("every page", () => {
  test.each(["/", "/book", "/privacy", "/terms"])(
    "of a business (%s) allows nothing inline, and no cookie",
    async (path) => {
      const { headers, html } = await visitor.get(`/t/luna${path}`);
      expect(headers["content-security-policy"]).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
          "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
      );
      expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store" });
      expect(headers["set-cookie"]).toBeUndefined();
      expect(html).not.toMatch(/<style|<script(?! type="module" src=)| style=| on\w+="/);
      expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    },
  );

  test("shows the business's own logo, and only images from there", async () => {
    await luna.app.addTenant({
      slug: "logo",
      branding: { logo_url: "https://cdn.example:8443/a/l.png?x=1&y=2" },
    });
    const { headers, html } = await visitor.get("/t/logo/");
    expect(headers["content-security-policy"]).toContain("img-src 'self' data: https://cdn.example:8443;");
    expect(html).toContain('src="https://cdn.example:8443/a/l.png?x=1&amp;y=2"');
  });
});

describe("a logo of ours", () => {
  test("is a small self-contained image that needs no other host", async () => {
    await luna.app.addTenant({
      slug: "moon",
      branding: { logo_url: "/assets/logos/marlow-hair-studio.svg" },
    });
    const { headers, html } = await visitor.get("/t/moon/");
    expect(headers["content-security-policy"]).toContain("img-src 'self' data:;");
    expect(html).toContain('<img class="site-logo" src="/assets/logos/marlow-hair-studio.svg" alt=""');
    const logo = await luna.app.ask("GET", "/assets/logos/marlow-hair-studio.svg");
    expect(logo.status).toBe(200);
    expect(logo.text.length).toBeLessThan(2_000);
    expect(logo.text).not.toMatch(/<style|<script|<image|style=|href/);
  });
});

describe("the business's colours", () => {
  test("are a stylesheet that is cached until they change", async () => {
    const { html } = await visitor.get("/t/luna/");
    const href = /href="(\/t\/luna\/brand\.css\?v=[\w-]+)"/.exec(html)?.[1] ?? "";
    const sheet = await luna.app.ask("GET", href);
    expect(sheet.text).toContain(":root{--accent:#7a3cff;--on-accent:#ffffff}");
    expect(sheet.headers).toMatchObject({
      "content-type": "text/css; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
    const again = await luna.app.ask("GET", "/t/luna/brand.css", {
      headers: { "if-none-match": String(sheet.headers["etag"]) },
    });
    expect([again.status, again.headers["cache-control"]]).toEqual([304, "no-cache"]);
    await luna.app.ask("PUT", "/t/luna/v1/admin/branding", {
      key: "luna-key",
      body: { primary_color: "#ffe14d" },
    });
    expect((await visitor.get("/t/luna/")).html).not.toContain(href);
  });
});

describe("a business that is suspended", () => {
  test("still shows its name, and how to reach it", async () => {
    const { status, html } = await visitor.get("/t/nora/");
    expect([status, textOf(html)]).toEqual([
      200,
      expect.stringContaining("Online booking is paused at the moment. Please call"),
    ]);
    expect(html).not.toContain("/t/nora/book");
  });

  test.each(["GET", "POST"] as const)("takes no bookings (%s)", async (method) => {
    const answer =
      method === "GET" ? await visitor.get("/t/nora/book") : await visitor.post("/t/nora/book", {});
    expect(answer.status).toBe(403);
    expect(textOf(answer.html)).toContain("Online booking is paused");
    expect(answer.html).toContain('href="/t/nora/"');
  });
});

describe("an error", () => {
  test.each([
    ["/t/luna/nothing", 404, 'href="/t/luna/"'],
    ["/t/nobody/", 404, "There&#39;s nothing here"],
    ["/nothing", 404, 'href="/"'],
    ["/t/luna/b/x", 404, "This link doesn&#39;t open a visit."],
  ])("at %s is a page (%i)", async (path, status, words) => {
    const answer = await visitor.get(path);
    expect(answer.status).toBe(status);
    expect(answer.html).toContain(words);
    expect(answer.headers["content-security-policy"]).toContain("style-src 'self'");
  });

  test("for a form submitted to a read-only page names the allowed methods", async () => {
    const answer = await visitor.post("/t/luna/privacy", {});
    expect([answer.status, answer.headers["allow"]]).toEqual([405, "GET, HEAD"]);
  });

  test("of ours is told politely, with its id", async () => {
    const broken = await startLuna({
      routes: {
        tenant: (app) => {
          app.get("/broken", { config: { access: "public" }, schema: { hide: true } }, () => {
            throw new Error("secret words");
          });
        },
      },
    });
    const { status, html } = await aVisitor(broken.app).get("/t/luna/broken");
    expect(status).toBe(500);
    expect(textOf(html)).toMatch(/Something went wrong .*this number will help: \w{26}/);
    expect(html).not.toContain("secret words");
    broken.app.lines.expectErrors();
    await broken.app.close();
  });
});

describe("the apex", () => {
  test("says what it is, and lists no businesses if they are real", async () => {
    const { html } = await visitor.get("/");
    expect(textOf(html)).toContain("use the address the business gave you");
    expect(html).not.toContain("/t/luna");
  });

  test("links to the demo businesses", async () => {
    const demo = await startLuna({ settings: { DEMO: "1" } });
    expect((await aVisitor(demo.app).get("/")).html).toContain('href="/t/luna/"');
    await demo.app.close();
  });

  test("is not served on a business's host", async () => {
    expect((await aVisitor(luna.app, "luna.localhost").get("/")).html).toContain("Book a visit");
    expect((await aVisitor(luna.app, "luna.localhost").get("/t/luna/")).status).toBe(404);
  });
});
