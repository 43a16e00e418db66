import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { parseConfig } from "#config";
import { build } from "#db/tenant-db.ts";
import { readTenant } from "#modules/tenant-file/index.ts";
import { PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";
import { aDocument } from "#test/tenant-documents.ts";

import { run } from "./run.ts";

const runFile = promisify(execFile);

type Outcome = { readonly code: number; readonly said: string; readonly complained: string };

function temporary(): string {
  return mkdtempSync(join(tmpdir(), "frontdesk-cli-"));
}

/** Runs a command in this process, on a DATA_DIR without an owner. */
async function cli(dataDir: string, ...words: readonly string[]): Promise<Outcome> {
  const parsed = parseConfig({ DATA_DIR: dataDir, DEMO: "1" });
  if (parsed.kind === "problems") throw new Error("settings");
  const said: string[] = [];
  const complained: string[] = [];
  const code = await run(words, parsed.config, {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said: said.join("\n"), complained: complained.join("\n") };
}

/** The environment of a command beside the server of this folder. */
function besideServer(dataDir: string) {
  return { ...process.env, DATA_DIR: dataDir, NODE_ENV: "development" };
}

/** Runs a command as people do, in its own process. */
async function cliAlone(dataDir: string, ...words: readonly string[]): Promise<Outcome> {
  const main = new URL("./main.ts", import.meta.url).pathname;
  try {
    const env = besideServer(dataDir);
    const { stdout, stderr } = await runFile(process.execPath, [main, ...words], { env });
    return { code: 0, said: stdout.trim(), complained: stderr.trim() };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout.trim(), complained: stderr.trim() };
  }
}

/** One process beside the server that runs many commands: most of a command's time goes into starting it. */
function aProcessBeside(dataDir: string) {
  const script = fileURLToPath(import.meta.resolve("#test/commands-beside.ts"));
  const child = spawn(process.execPath, [script], {
    env: besideServer(dataDir),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    run: async (...words: readonly string[]): Promise<Outcome> => {
      child.stdin.write(`${JSON.stringify(words)}\n`);
      const { value, done } = await answers.next();
      if (done === true) throw new Error("The process for commands has ended.");
      return JSON.parse(value) as Outcome;
    },
    end: () => void child.kill("SIGKILL"),
  };
}

function writeDocument(folder: string, name: string, document: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof document === "string" ? document : JSON.stringify(document));
  return path;
}

describe("the command line, without a server", () => {
  const dataDir = temporary();
  const luna = writeDocument(dataDir, "luna.json", aDocument({ plan: "standard" }));
  afterAll(() => rmSync(dataDir, { recursive: true }));

  it("has nothing to read before the first start", async () => {
    expect(await cli(dataDir, "tenant", "list")).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/nothing in DATA_DIR/),
    });
  });

  it("explains that a file cannot be opened", async () => {
    const closed = temporary();
    mkdirSync(join(closed, "control.db"));
    expect(await cli(closed, "tenant", "list")).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/^A file in DATA_DIR cannot be opened \(SQLITE_\w+\)\..*writable/),
    });
    rmSync(closed, { recursive: true });
  });

  it("creates a business, without a demo", async () => {
    expect(await cli(dataDir, "tenant", "create", luna)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^luna is ready: .*\/t\/luna$/),
    });
    const listed = await cli(dataDir, "tenant", "list");
    expect(listed).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^luna\tstandard\tactive\t20\d\d-/),
    });
    expect(listed.said.split("\n")).toHaveLength(1);
  });

  it.each<[string, unknown, RegExp]>([
    ["a slug that is taken", aDocument(), /^slug: Another business/],
    [
      "wrong keys, each on its line",
      aDocument({ slug: "b", colour: 1, hours: { mo: [] } }),
      /hours\.mo: unknown key\ncolour: unknown key/,
    ],
    ["what is not JSON", "{", /is not JSON/],
  ])("refuses %s", async (_, document, complaint) => {
    const path = writeDocument(dataDir, "wrong.json", document);
    expect(await cli(dataDir, "tenant", "create", path)).toMatchObject({
      code: 1,
      said: "",
      complained: expect.stringMatching(complaint),
    });
  });

  it("refuses a file that is not there", async () => {
    for (const words of [["tenant", "create"], ["understand"]])
      expect(await cli(dataDir, ...words, "nowhere.json")).toMatchObject({
        code: 1,
        said: "",
        complained: "nowhere.json can't be read (ENOENT).",
      });
  });

  it("exports a file that recreates the business, and never overwrites an earlier export", async () => {
    const out = join(dataDir, "out");
    expect(await cli(dataDir, "tenant", "export", "luna", out)).toMatchObject({ code: 0 });
    const document = JSON.parse(readFileSync(join(out, "tenant.json"), "utf8"));
    expect(document).toEqual(readTenant(aDocument({ plan: "standard" })).document);
    expect(readFileSync(join(out, "tenant.db"), "latin1")).toMatch(/^SQLite format 3/);
    expect(readFileSync(join(out, "bookings.csv"), "utf8")).toMatch(/^uid,status,start,end,/);
    expect(await cli(dataDir, "tenant", "export", "luna", out)).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/already exists/),
    });
    expect(await cli(dataDir, "tenant", "export", "nobody", join(dataDir, "no"))).toMatchObject({ code: 1 });
    expect(await cli(dataDir, "tenant", "export", "luna", join(out, "tenant.json"))).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/can't be a folder \(EEXIST\)\.$/),
    });
  });

  it("finds every file healthy, has nothing to migrate, and erases", async () => {
    expect(await cli(dataDir, "doctor")).toMatchObject({
      code: 0,
      said: expect.stringMatching(/luna: OK/),
    });
    expect(await cli(dataDir, "migrate")).toMatchObject({
      code: 0,
      said: expect.stringMatching(/up to date/),
    });
    expect(await cli(dataDir, "tenant", "erase", "nobody")).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/no such tenant/),
    });
    expect(await cli(dataDir, "tenant", "erase", "luna")).toMatchObject({ code: 0 });
    expect(await cli(dataDir, "tenant", "list")).toMatchObject({ code: 0, said: "" });
  });

  it.each([
    ["backup", "luna", "bella"],
    ["restore"],
    ["restore", "luna", "--all"],
    ["restore", "--at", "yesterday"],
    ["understand", "something", "else"],
    ["nonsense"],
    ["tenant"],
    ["tenant", "create"],
    ["doctor", "now"],
  ])("fails for %s", async (...words) => {
    const { code, complained } = await cli(dataDir, ...words);
    expect([code, complained]).toEqual([1, expect.stringMatching(/no command|Usage/)]);
  });

  it("prints what people's words mean, and which lines were invalid", async () => {
    const create = writeDocument(dataDir, "bella.json", aDocument({ slug: "bella" }));
    expect(await cli(dataDir, "tenant", "create", create)).toMatchObject({ code: 0 });
    const said = { now: "2026-08-27T16:00:00Z", time_zone: "America/New_York" };
    const lines = [
      { text: "next Tuesday at half past 3", ...said },
      { text: "yes but at 3", asked: "confirm", ...said },
      { text: "tomorrow", tenant: "bella", now: "2026-08-28T03:30:00Z" },
      { text: "Friday", ...said, tenant: "nobody" },
      { text: 3 },
      { text: "Friday", time_zone: "Mars/Base" },
    ];
    const file = join(dataDir, "lines.jsonl");
    writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n{\n`);
    const outcome = await cli(dataDir, "understand", file);
    expect(outcome).toMatchObject({ code: 1, complained: "4 lines were wrong." });
    const answers = outcome.said.split("\n").map((line) => JSON.parse(line) as unknown);
    expect(answers).toMatchObject([
      { acts: ["inform"], date: "2026-09-01", time: "15:30" },
      { acts: ["negate", "inform"], time: "15:00" },
      { date: "2026-08-28" },
      { error: expect.stringMatching(/no business "nobody"/) },
      { error: expect.stringMatching(/^text: /) },
      { error: expect.stringMatching(/Mars/) },
      { error: expect.stringMatching(/not JSON/) },
    ]);
    expect(await cli(dataDir, "tenant", "erase", "bella")).toMatchObject({ code: 0 });
  });

  it("explains itself", async () => {
    const { code, said } = await cli(dataDir, "help");
    expect([code, said]).toEqual([0, expect.stringMatching(/tenant create FILE/)]);
  });
});

describe("the command line, next to a server", () => {
  let app: TestApp;
  let beside: ReturnType<typeof aProcessBeside>;
  const cliBeside = (...words: readonly string[]) => beside.run(...words);
  const folder = temporary();
  beforeAll(async () => {
    app = await startTestApp({ settings: { CLOCK: "" } });
    await app.addTenant({ slug: "bella" });
    await app.app.listen({ port: 0, host: "127.0.0.1" });
    const address = app.app.server.address();
    app.deps.lock.announce(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
    beside = aProcessBeside(app.dataDir);
  });
  afterAll(async () => {
    beside.end();
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it("reads the files, and asks the server to write", async () => {
    expect(await cliAlone(app.dataDir, "tenant", "list")).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^bella\t/),
    });
    const luna = writeDocument(folder, "luna.json", aDocument());
    expect(await cliBeside("tenant", "create", luna)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^luna is ready/),
    });
    expect((await app.ask("GET", "/t/luna/v1/public/tenant")).status).toBe(200);
    const wrong = writeDocument(folder, "wrong.json", aDocument({ slug: "wrong", colour: 1 }));
    expect(await cliBeside("tenant", "create", wrong)).toMatchObject({
      code: 1,
      complained: "colour: unknown key",
    });
    expect(await cliBeside("tenant", "erase", "luna")).toMatchObject({ code: 0 });
    expect((await app.ask("GET", "/t/luna/v1/public/tenant")).status).toBe(404);
  });

  it("exports customers' words so that no spreadsheet executes them", async () => {
    const service = (await app.ask("GET", "/t/bella/v1/public/services")).body.items[0].id;
    const name = '=HYPERLINK("http://evil.example")';
    const booked = await app.ask("POST", "/t/bella/v1/public/bookings", {
      body: { service_id: service, start: "2026-03-09T14:00:00Z", customer: { name, phone: "+12125550123" } },
      headers: { "idempotency-key": "one" },
    });
    expect(booked.status).toBe(201);
    const out = join(folder, "bella");
    expect(await cliBeside("tenant", "export", "bella", out)).toMatchObject({ code: 0 });
    const customers = readFileSync(join(out, "customers.csv"), "utf8");
    expect(customers).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(customers).toContain(",+12125550123,");
    expect(readFileSync(join(out, "bookings.csv"), "utf8")).toContain(
      `${booked.body.booking.uid},confirmed,2026-03-09T14:00:00Z`,
    );
  });

  it("leaves migrating to the server", async () => {
    expect(await cliAlone(app.dataDir, "migrate")).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/Another Frontdesk server at/),
    });
  });

  it("detects what is wrong, and reports it with its exit code", async () => {
    const record = await app.deps.control.tenantBySlug("bella");
    const lease = await app.deps.store.lease(record!.id);
    lease.db.write((tx) => void tx.run(build.deleteFrom("occupancies")));
    lease.release();
    expect(await cliBeside("doctor")).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/^bella: visit \w+ keeps busy \[\]/),
    });
    expect((await app.ask("GET", "/v1/admin/tenants", { key: PLATFORM_KEY })).status).toBe(200);
  });
});
