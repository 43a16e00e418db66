import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import { PLATFORM_KEY } from "#test/app.ts";
import { readEvents, scriptedDesk } from "#test/chat-desk.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";
import { aVisitor, buttons, hiddenFields, textOf, type Visitor } from "#test/visitor.ts";

let luna: Luna;

beforeAll(async () => {
  const script = { serviceId: () => luna.ids.cut, date: "2026-03-10" };
  luna = await startLuna({ chooseBrain: scriptedDesk(script) });
});
afterAll(() => luna.app.close());

/** Submits a form of the page and follows the redirect. */
async function say(visitor: Visitor, fields: Readonly<Record<string, string>>) {
  const sent = await visitor.post("/t/luna/chat", fields);
  expect([sent.status, sent.location]).toEqual([303, "/t/luna/chat#latest"]);
  return visitor.get("/t/luna/chat");
}

const assistant = (document: object, slug = "luna") =>
  luna.app.ask("PUT", `/t/${slug}/v1/admin/assistant`, { key: PLATFORM_KEY, body: document });

describe("the page, without scripts", () => {
  test("says that an assistant answers, greets, suggests first messages, and sets no cookie yet", async () => {
    const visitor = aVisitor(luna.app);
    const { status, html, headers } = await visitor.get("/t/luna/chat");
    expect(status).toBe(200);
    expect(textOf(html)).toContain("You're chatting with an automated assistant, not a person.");
    expect(textOf(html)).toContain("Hello, this is the assistant at Luna Hair.");
    expect(buttons(html, "message")).toContain("When are you open?");
    expect(buttons(html, "message")).toContain("I'd like to talk to a person");
    expect(headers["set-cookie"]).toBeUndefined();
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'self'");
    expect(headers["cache-control"]).toBe("no-store");
  });

  test("books by forms, and keeps the conversation in a cookie of its own", async () => {
    const visitor = aVisitor(luna.app);
    const first = await visitor.post("/t/luna/chat", { message: "Which times?" });
    expect(first.headers["set-cookie"]).toMatch(
      /^chat=[\w-]{64}; Path=\/t\/luna\/chat; Max-Age=86400; HttpOnly; SameSite=Lax$/,
    );
    const shown = await visitor.get("/t/luna/chat");
    expect(shown.html).toContain("<legend>Tuesday 10 March</legend>");
    const [slot = ""] = buttons(shown.html, "slot_id");
    const summed = await say(visitor, { slot_id: slot });
    expect(textOf(summed.html)).toContain("Tuesday 10 March, 10:00 am");
    expect(buttons(summed.html, "slot_id")).toContain(slot);
    expect(summed.html).toContain('disabled><span class="slot-time">10:00 am');
    const { confirm_token: token = "" } = hiddenFields(summed.html);
    const booked = await say(visitor, { confirm_token: token });
    expect(textOf(booked.html)).toMatch(
      /Booked for you Tuesday 10 March, 10:00 am .*Haircut with (Mia|Noah) · \$45/,
    );
    expect(booked.html).toMatch(/href="http:\/\/localhost:3000\/t\/luna\/b\/\w+\?token=/);
  });

  test("takes a message once, however often its form is submitted", async () => {
    const visitor = aVisitor(luna.app);
    const { client_message_id = "" } = hiddenFields((await visitor.get("/t/luna/chat")).html);
    await say(visitor, { message: "Only once", client_message_id });
    const again = await say(visitor, { message: "Only once", client_message_id });
    expect(again.html.match(/Only once/g)).toHaveLength(1);
  });

  test("returns a message that is too long, and says what to do", async () => {
    const visitor = aVisitor(luna.app);
    const long = `${"b".repeat(1000)}ook`;
    const { status, html } = await visitor.post("/t/luna/chat", { message: long });
    expect(status).toBe(413);
    expect(textOf(html)).toContain("at most 1,000 characters");
    expect(html).toContain(`${long}</textarea>`);
  });

  test("ignores an empty form, and starts over on request", async () => {
    const visitor = aVisitor(luna.app);
    await say(visitor, { message: "  " });
    expect(visitor.cookies.size).toBe(0);
    const said = await say(visitor, { message: "Remember me" });
    expect(said.html).toContain("Remember me");
    const anew = await visitor.post("/t/luna/chat/new", {});
    expect([anew.status, anew.location]).toEqual([303, "/t/luna/chat"]);
    expect((await visitor.get("/t/luna/chat")).html).not.toContain("Remember me");
  });

  test("says that a conversation has ended, and links to a new one", async () => {
    const visitor = aVisitor(luna.app);
    await say(visitor, { message: "Hello" });
    luna.app.clock.advance(40 * MINUTE);
    const sent = await visitor.post("/t/luna/chat", { message: "Still there?" });
    expect(sent.location).toBe("/t/luna/chat?over=yes#latest");
    const { html } = await visitor.get("/t/luna/chat?over=yes");
    expect(textOf(html)).toContain("This conversation has ended. Start a new one");
    expect(html).toMatch(/<div class="chat-over" data-over>/);
    // A visitor without messages has no conversation that could have ended.
    expect((await aVisitor(luna.app).get("/t/luna/chat?over=yes")).html).toContain("data-over hidden>");
  });

  test("says that a message was not answered if the process ended in between", async () => {
    const visitor = aVisitor(luna.app);
    await say(visitor, { message: "Hello" });
    const lease = await luna.app.deps.store.lease(luna.luna.id);
    lease.db.write((tx) => tx.run(build.updateTable("conversation_turns").set({ events: null })));
    lease.release();
    const { html } = await visitor.get("/t/luna/chat");
    expect(textOf(html)).toContain("This wasn't answered. Could you say it again?");
    expect(html).not.toContain("data-waiting");
  });

  test("shows messages as text, not as HTML", async () => {
    const visitor = aVisitor(luna.app);
    const { html } = await say(visitor, { message: '<img src=x onerror="alert(1)">' });
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  });

  test("refuses forms from other sites", async () => {
    const visitor = aVisitor(luna.app);
    for (const headers of [{ "sec-fetch-site": "cross-site" }, { origin: "https://evil.example" }]) {
      const { status } = await visitor.post("/t/luna/chat", { message: "Hello" }, headers);
      expect(status).toBe(403);
    }
    expect(visitor.cookies.size).toBe(0);
  });
});

describe("the page, with scripts", () => {
  const stream = (fields: Record<string, string>, query = "", headers: Record<string, string> = {}) =>
    luna.app.app.inject({
      method: "POST",
      url: `/t/luna/chat${query}`,
      headers: {
        host: "localhost",
        accept: "text/event-stream",
        "content-type": "application/x-www-form-urlencoded",
        ...headers,
      },
      payload: new URLSearchParams(fields).toString(),
    });

  test("streams the same answer, its parts rendered as on the page", async () => {
    const answer = await stream({ message: "Which times?" });
    expect(answer.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "set-cookie": expect.stringContaining("chat="),
    });
    const events = readEvents(answer.body);
    expect(events.map(({ event }) => event)).toEqual(["text", "part", "done"]);
    expect(events[1]?.data.html).toContain('name="slot_id"');
    expect(events[2]?.data).toEqual({ is_over: false });
  });

  test("receives its session id in a frame, where there are no cookies", async () => {
    const query = "?embed=https%3A%2F%2Fshop.example";
    const answer = await stream({ message: "Hello" }, query);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    const [told] = readEvents(answer.body);
    expect(told?.event).toBe("session");
    const authorization = `Bearer ${told?.data.session_id}`;
    const again = await stream({ message: "And again" }, query, { authorization });
    expect(readEvents(again.body)[1]?.id).toBe("2.1");
    const log = await luna.app.ask("GET", `/t/luna/chat/log${query}`, { headers: { authorization } });
    expect(textOf(log.text)).toContain("And again");
    expect(log.text).toContain('data-last="2.2"');
  });
});

describe("in a frame on another site", () => {
  const framed = (origin: string, slug = "luna") =>
    luna.app.ask("GET", `/t/${slug}/chat?embed=${encodeURIComponent(origin)}`, {
      headers: { accept: "text/html" },
    });
  const ancestors = async (origin: string) => {
    const { status, headers } = await framed(origin);
    const policy = String(headers["content-security-policy"]);
    return [status, /frame-ancestors ([^;]*)/.exec(policy)?.[1]];
  };

  test("the page may be on any site if the business lists none, but only on the one named in its URL", async () => {
    expect(await ancestors("https://shop.example")).toEqual([200, "https://shop.example"]);
    expect(await ancestors("http://localhost:8080")).toEqual([200, "http://localhost:8080"]);
    const { html } = { html: (await framed("https://shop.example")).text };
    expect(html).toContain('data-embedded-by="https://shop.example"');
    expect(html).toContain('target="_blank" rel="noopener"');
  });

  test("the page does not show the conversation of a cookie", async () => {
    const visitor = aVisitor(luna.app);
    await say(visitor, { message: "Only for my own page" });
    expect((await visitor.get("/t/luna/chat")).html).toContain("Only for my own page");
    const { html } = await visitor.get("/t/luna/chat?embed=https%3A%2F%2Fshop.example");
    expect(html).not.toContain("Only for my own page");
    const log = await visitor.get("/t/luna/chat/log?embed=https%3A%2F%2Fshop.example");
    expect(log.status).toBe(404);
  });

  test.each([
    "",
    "null",
    "*",
    "https://*.example",
    "https://shop.example/",
    "https://shop.example/path",
    "https://shop.example; script-src *",
    "javascript:alert(1)",
    "file:///etc",
    "data:text/html,x",
    "https://user@shop.example",
    "HTTPS://SHOP.EXAMPLE",
    `https://${"a".repeat(300)}.example`,
  ])("an invalid origin is refused: %s", async (origin) => {
    expect(await ancestors(origin)).toEqual([403, "'none'"]);
  });

  test("the page may be only on the listed sites and the business's own if there is a list", async () => {
    await assistant({ allowed_origins: ["https://partner.example"] });
    expect(await ancestors("https://partner.example")).toEqual([200, "https://partner.example"]);
    expect(await ancestors("https://luna.example")).toEqual([200, "https://luna.example"]);
    expect(await ancestors("https://evil.example")).toEqual([403, "'none'"]);
    expect(await ancestors("http://partner.example")).toEqual([403, "'none'"]);
    await assistant({});
  });
});

describe("the launcher for other sites", () => {
  const get = (url: string, headers: Record<string, string> = {}) => luna.app.ask("GET", url, { headers });

  test("is one script, for any page, that knows where it was requested from", async () => {
    const apex = await get("/widget.js");
    expect(apex.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cross-origin-resource-policy": "cross-origin",
      "cache-control": "public, max-age=3600",
    });
    expect(apex.text).toContain("const HERE = null;");
    expect((await get("/t/luna/widget.js")).text).toContain('const HERE = "/t/luna";');
    expect((await get("/widget.js", { host: "luna.localhost" })).text).toContain('const HERE = "";');
    const etag = String(apex.headers["etag"]);
    expect((await get("/widget.js", { "if-none-match": etag })).status).toBe(304);
    expect((await get("/widget.js", { "accept-encoding": "gzip" })).headers["content-encoding"]).toBe("gzip");
  });

  test("looks like the business", async () => {
    const { headers, text } = await get("/t/luna/chat/look.js");
    expect(headers).toMatchObject({
      "access-control-allow-origin": "*",
      "content-type": "text/javascript; charset=utf-8",
    });
    expect(text).toBe(
      `export default ${JSON.stringify({
        business: "Luna Hair",
        light: { accent: "#7a3cff", onAccent: "#ffffff" },
        dark: { accent: "#aa82ff", onAccent: "#000000" },
      })};\n`,
    );
  });

  test("has no look without an assistant", async () => {
    await assistant({ brain: "off" });
    expect((await get("/t/luna/chat/look.js")).status).toBe(404);
    await assistant({});
    expect((await get("/t/nobody/chat/look.js")).status).toBe(404);
  });
});
