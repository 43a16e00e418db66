import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { listen, sendRaw } from "#test/raw-http.ts";
import { startServer } from "#test/server.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let port: number;

beforeAll(async () => {
  server = await startServer({
    tenant: (app) => {
      app.get("/who", { config: { access: "public" } }, (request) => request.ctx.tenant.slug);
      app.post(
        "/notes",
        { config: { access: "public" }, schema: { body: z.strictObject({ note: z.string() }) } },
        (request) => request.body.note,
      );
    },
    apex: (app) => {
      app.get("/platform", { config: { access: "platform" } }, () => "platform");
    },
  });
  port = await listen(server.app);
});
afterAll(() => server.app.close());

const LUNA = "Host: luna.example\r\n";

test("a body whose sender disconnects is not our failure", async () => {
  const head = `POST /notes HTTP/1.1\r\n${LUNA}Content-Type: application/json\r\nContent-Length: 90\r\n\r\n`;
  const socket = connect(port, "127.0.0.1", () => socket.write(`${head}{"note":`));
  socket.on("error", () => undefined);
  const { lines } = server;
  await expect.poll(() => server.held.count).toBe(1);
  socket.destroy();
  await expect.poll(() => lines.all().at(-1)).toMatchObject({ route: "/notes", status: 499 });
  expect(lines.all().filter(({ level }) => level === "error")).toEqual([]);
});

describe("malformed requests", () => {
  test.each([
    [
      "two Host headers",
      400,
      "GET /who HTTP/1.1\r\nHost: luna.example\r\nhost: bella.frontdesk.example\r\n\r\n",
    ],
    ["two equal Host headers", 400, `GET /who HTTP/1.1\r\n${LUNA}${LUNA}\r\n`],
    ["no Host in HTTP/1.1", 400, "GET /who HTTP/1.1\r\n\r\n"],
    ["an empty Host", 400, "GET /who HTTP/1.1\r\nHost:\r\n\r\n"],
    ["no Host in HTTP/1.0", 404, "GET /who HTTP/1.0\r\n\r\n"],
    ["a Host with a user", 400, "GET /who HTTP/1.1\r\nHost: a@luna.example\r\n\r\n"],
    ["an absolute form that agrees", 200, `GET http://luna.example/who HTTP/1.1\r\n${LUNA}\r\n`],
    ["an absolute form with port and case", 200, `GET http://LUNA.example:80/who HTTP/1.1\r\n${LUNA}\r\n`],
    [
      "an absolute form for another host",
      404,
      `GET http://bella.frontdesk.example/who HTTP/1.1\r\n${LUNA}\r\n`,
    ],
    ["an absolute form for the apex", 404, `GET http://localhost/platform HTTP/1.1\r\n${LUNA}\r\n`],
    [
      "an absolute form with the prefix",
      200,
      "GET http://localhost/t/luna/who HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
    ["an expectation of its own", 200, `GET /who HTTP/1.1\r\n${LUNA}Expect: applause\r\n\r\n`],
    ["another scheme", 404, `GET ftp://luna.example/who HTTP/1.1\r\n${LUNA}\r\n`],
    ["an asterisk", 404, `OPTIONS * HTTP/1.1\r\n${LUNA}\r\n`],
    ["dots", 404, `GET /x/../who HTTP/1.1\r\n${LUNA}\r\n`],
    ["dots out of the prefix", 404, "GET /t/luna/../../platform HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["encoded dots", 404, "GET /t/%2e%2e/platform HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["a backslash", 404, "GET /t\\luna\\who HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["a doubled slash", 404, "GET //platform HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["an encoded slash", 404, "GET /platform%2f HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["a header of 20 kB", 431, `GET /who HTTP/1.1\r\n${LUNA}X-Long: ${"x".repeat(20_000)}\r\n\r\n`],
    [
      "two lengths",
      400,
      `POST /notes HTTP/1.1\r\n${LUNA}Content-Type: application/json\r\nContent-Length: 12\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "two Content-Lengths",
      400,
      `POST /notes HTTP/1.1\r\n${LUNA}Content-Length: 1\r\nContent-Length: 2\r\n\r\nx`,
    ],
    ["a line that is not HTTP", 400, "HELLO\r\n\r\n"],
    ["a header without a name", 400, `GET /who HTTP/1.1\r\n${LUNA}: x\r\n\r\n`],
  ])("%s is answered with %i", async (_what, status, bytes) => {
    expect((await sendRaw(port, bytes)).status).toBe(status);
  });

  test("are answered in the format of all errors", async () => {
    const { head, body } = await sendRaw(port, "HELLO\r\n\r\n");
    expect(head).toContain("Content-Type: application/json");
    expect(JSON.parse(body)).toEqual({
      error: {
        code: "INVALID_ARGUMENT",
        reason: "INVALID_ARGUMENT",
        message: expect.any(String),
        request_id: expect.any(String),
      },
    });
  });
});

describe("a Content-Type", () => {
  const post = (type: string, body: string) =>
    sendRaw(
      port,
      `POST /notes HTTP/1.1\r\n${LUNA}${type}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );

  test.each([
    ["for JSON", 200, "Content-Type: application/json\r\n"],
    ["with a charset", 200, "Content-Type: application/json; charset=utf-8\r\n"],
    ["in capitals", 200, "Content-Type: APPLICATION/JSON\r\n"],
    ["for text", 415, "Content-Type: text/plain\r\n"],
    ["for a form", 415, "Content-Type: application/x-www-form-urlencoded\r\n"],
    ["for an upload", 415, "Content-Type: multipart/form-data; boundary=x\r\n"],
    ["that is none", 415, "Content-Type: json\r\n"],
    ["that is missing", 415, ""],
    ["that is two", 415, "Content-Type: text/plain, application/json\r\n"],
    ["that hides another", 415, "Content-Type: text/plain;application/json\r\n"],
  ])("%s is answered with %i", async (_what, status, type) => {
    expect((await post(type, '{"note":"x"}')).status).toBe(status);
  });

  test.each([
    "application/json\t; charset=utf-8",
    " application/json",
    "application/json\ta",
    "\tapplication/json",
  ])("%j never gets past the check of what is in the body", async (type) => {
    expect([400, 415]).toContain((await post(`Content-Type: ${type}\r\n`, '{"note":1}')).status);
  });
});
