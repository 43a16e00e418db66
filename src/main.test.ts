import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { sendRaw } from "#test/raw-http.ts";

/** A process that a test started: what it has printed so far, and how it ended. */
type Started = {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
};

let folder: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "frontdesk-main-"));
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function start(settings: Readonly<Record<string, string>>): Started {
  const env = {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    DATA_DIR: join(folder, "data"),
    PORT: "0",
    DEMO: "0",
    ...settings,
  };
  const child = spawn("bin/on-node-24", ["node", "src/main.ts"], { env, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, out: () => out, err: () => err, ended };
}

async function portOf(started: Started): Promise<number> {
  const find = () => /Listening on +http:\/\/127\.0\.0\.1:(\d+)/.exec(started.out())?.[1];
  await expect.poll(find).toBeDefined();
  return Number(find());
}

describe.concurrent("the server does not start", () => {
  test("with wrong settings, and names all of them", async ({ expect }) => {
    const started = start({ NODE_ENV: "production", PORT: "http", RATE_LIMITS: "off" });
    expect(await started.ended).toBe(1);
    expect(started.err()).toMatch(
      /^3 settings cannot be used:\n {2}PORT .*\n {2}SECRET_KEYS .*\n {2}RATE_LIMITS .*\n$/,
    );
  });

  test("on a port that is in use", async ({ expect }) => {
    const other: Server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const started = start({ PORT: String(port), DATA_DIR: join(folder, "busy") });
    expect(await started.ended).toBe(1);
    expect(started.err()).toBe(`Port ${port} is in use. Stop what listens there, or set PORT to another.\n`);
    other.close();
  });

  test("if DATA_DIR cannot be created", async ({ expect }) => {
    writeFileSync(join(folder, "file"), "");
    const started = start({ DATA_DIR: join(folder, "file", "data") });
    expect(await started.ended).toBe(1);
    expect(started.err()).toMatch(/^DATA_DIR .* cannot be written to \(ENOTDIR\)\.\n$/);
  });
});

describe("a server", () => {
  test("serves, keeps others out of its folder, finishes requests in flight, and exits", async () => {
    const started = start({});
    const port = await portOf(started);
    expect((await sendRaw(port, "GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n")).status).toBe(200);

    const second = start({});
    expect(await second.ended).toBe(1);
    expect(second.err()).toMatch(/^Another Frontdesk server .* uses DATA_DIR .*\n$/);

    // A request whose body is still being sent when SIGTERM arrives.
    const key = readFileSync(join(folder, "data", "platform-api-key"), "utf8").trim();
    expect(started.out()).toContain(key);
    const body = '{"advance_seconds":60}';
    const slow = sendSlowly(port, "/dev/clock", key, body);
    await slow.begun;
    started.child.kill("SIGTERM");
    await expect.poll(() => isListening(port)).toBe(false);
    slow.finish();
    expect((await slow.answer).status).toBe(200);
    expect(await started.ended).toBe(0);
  });

  test("keeps its secrets to its user, and its clock across a restart", async () => {
    for (const name of ["platform-api-key", "secret-keys", "clock-advanced"]) {
      expect(statSync(join(folder, "data", name)).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(join(folder, "data", "clock-advanced"), "utf8")).toBe("60000");
  });

  test("exits at once on a second signal", async () => {
    const started = start({ DATA_DIR: join(folder, "twice") });
    const port = await portOf(started);
    const slow = sendSlowly(port, "/dev/clock", "x", '{"advance_seconds":60}');
    await slow.begun;
    started.child.kill("SIGTERM");
    await expect.poll(() => started.out()).toContain("Shutting down");
    started.child.kill("SIGINT");
    expect(await started.ended).toBe(null);
    expect(started.child.signalCode).toBe("SIGKILL");
    await slow.answer.catch(() => undefined);
  });
});

/** Sends the head of a request and holds back its body. `begun` resolves once the server has read the head. */
function sendSlowly(port: number, path: string, key: string, body: string) {
  const hasBegun = Promise.withResolvers<void>();
  const mayFinish = Promise.withResolvers<void>();
  const head =
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`;
  const answer = sendRaw(port, head, async (write, asked) => {
    await asked;
    hasBegun.resolve();
    await mayFinish.promise;
    write(body);
  });
  return { begun: hasBegun.promise, finish: mayFinish.resolve, answer };
}

async function isListening(port: number): Promise<boolean> {
  return sendRaw(port, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").then(
    () => true,
    () => false,
  );
}
