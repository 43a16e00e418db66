import { describe, expect, it } from "vitest";
import { banProblems } from "./architecture/bans.ts";
import { importProblems } from "./architecture/import-rules.ts";
import { LAYERS, layerOf } from "./architecture/layers.ts";
import { moduleCycles } from "./architecture/module-graph.ts";
import { parse, readSourceFiles } from "./architecture/source-file.ts";

describe("the source", () => {
  const files = readSourceFiles();

  it("is read", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(20);
    expect(files.map((file) => layerOf(file.path))).toContain("kernel");
  });

  it("imports only what its layer may", () => {
    expect(files.flatMap(importProblems)).toEqual([]);
  });

  it("has no cycles between modules", () => {
    expect(moduleCycles(files)).toEqual([]);
  });

  it("keeps clocks, chance, settings and databases in their places", () => {
    expect(files.flatMap(banProblems)).toEqual([]);
  });

  it("has rules only for layers that exist", () => {
    const known = Object.keys(LAYERS);
    const named = Object.values(LAYERS).flatMap(({ values = [], types = [] }) => [...values, ...types]);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("an import", () => {
  it.each([
    ["src/kernel/ids.ts", 'import { x } from "#db/open.ts"'],
    ["src/kernel/ids.ts", 'import type { X } from "#ports/sms.ts"'],
    ["src/kernel/ids.ts", 'import { x } from "../db/open.ts"'],
    ["src/kernel/ids.ts", 'import { x } from "#kernel/clock.ts"'],
    ["src/kernel/ids.ts", 'export { x } from "#db/open.ts"'],
    ["src/kernel/ids.ts", 'export * from "#db/open.ts"'],
    ["src/kernel/ids.ts", 'const x = await import("#db/open.ts")'],
    ["src/kernel/ids.ts", "const x = await import(`#db/${name}.ts`)"],
    ["src/kernel/ids.ts", 'type X = import("#db/open.ts").X'],
    ["src/kernel/ids.ts", 'import {\n  x, // "#kernel/a.ts"\n} from\n  "#db/open.ts"'],
    ["src/ports/sms.ts", 'import { x } from "#kernel/ids.ts"'],
    ["src/ports/sms.ts", 'import { z } from "zod"'],
    ["src/db/open.ts", 'import { x } from "#tenancy/store.ts"'],
    ["src/tenancy/store.ts", 'import { x } from "#control/directory.ts"'],
    ["src/modules/booking/commands.ts", 'import { x } from "#tenancy/store.ts"'],
    ["src/modules/booking/commands.ts", 'import { x, type Y } from "#tenancy/context.ts"'],
    ["src/modules/booking/commands.ts", 'import type { X } from "#control/directory.ts"'],
    ["src/modules/booking/commands.ts", 'import type { X } from "#db/open.ts"'],
    ["src/modules/booking/commands.ts", 'import { x } from "#db/tenant-file.ts"'],
    ["src/modules/booking/commands.ts", 'import { x } from "#modules/calendar/queries.ts"'],
    ["src/modules/booking/commands.ts", 'import type { X } from "#modules/calendar/queries.ts"'],
    ["src/modules/booking/commands.ts", 'import { x } from "#http/errors.ts"'],
    ["src/modules/booking/commands.ts", 'import { x } from "#test/cast.ts"'],
    ["src/modules/booking/commands.ts", 'import { x } from "#kernel/ids"'],
    ["src/modules/booking/commands.ts", 'import Database from "better-sqlite3"'],
    ["src/modules/booking/commands.ts", 'import type Database from "better-sqlite3"'],
    ["src/modules/booking/commands.ts", 'import Stripe from "stripe"'],
    ["src/adapters/openai.ts", 'import OpenAI from "openai"'],
    ["src/adapters/openai.ts", 'import { x } from "#modules/booking/index.ts"'],
    ["src/adapters/both.ts", 'import type A from "openai"; import type B from "@anthropic-ai/sdk/x"'],
    ["src/jobs/table.ts", 'import { x } from "#modules/booking/commands.ts"'],
    ["src/deps.ts", 'import { x } from "./app.ts"'],
    ["src/app.ts", 'import { x } from "#modules/booking/commands.ts"'],
    ["src/cli/doctor.ts", 'import { x } from "#app"'],
    ["src/utils/strings.ts", ""],
    ["tenant-migrations/0002-more.ts", 'import { x } from "#kernel/ids.ts"'],
    ["tenant-migrations/0002-more.ts", 'import { x } from "node:crypto"'],
  ])("that breaks a rule is reported: %s %s", (path, source) => {
    expect(importProblems(parse(path, source))).toHaveLength(1);
  });

  it.each([
    ["src/kernel/ids.ts", 'import { x } from "./clock.ts"; import { y } from "node:crypto"'],
    ["src/kernel/ids.ts", '// import { x } from "#db/open.ts"\nconst x = \'import "#db/open.ts"\''],
    ["src/ports/sms.ts", 'import type { X } from "#kernel/ids.ts"; import { type Y } from "zod"'],
    ["src/db/open.ts", 'import Database from "better-sqlite3"; import { x } from "#kernel/ids.ts"'],
    [
      "src/control/directory.ts",
      'import { x } from "#db/open.ts"; import type { X } from "#ports/control.ts"',
    ],
    ["src/tenancy/store.ts", 'import { x } from "#db/open.ts"; import type { X } from "#control/a.ts"'],
    [
      "src/modules/booking/commands.ts",
      'import { x } from "#modules/calendar/index.ts"; import "./queries.ts"',
    ],
    [
      "src/modules/booking/commands.ts",
      'import type { X } from "#tenancy/context.ts"; import "#db/query.ts"',
    ],
    ["src/modules/chat/brain/turn.ts", 'import { x } from "#modules/chat/commands.ts"'],
    ["src/modules/booking/routes.ts", 'import { x } from "#http/errors.ts"'],
    ["src/modules/booking/public-routes.ts", 'import { x } from "#http/errors.ts"'],
    ["src/adapters/openai.ts", 'import type OpenAI from "openai"; const sdk = () => import("openai")'],
    ["src/app.ts", 'import { x } from "#modules/booking/routes.ts"; import type { Deps } from "./deps.ts"'],
    ["src/main.ts", 'import { x } from "./app.ts"; import { y } from "./deps.ts"'],
    ["src/cli/doctor.ts", 'import { x } from "#deps"'],
    ["tenant-migrations/index.ts", 'import { up } from "./0001-initial.ts"; import { sql } from "kysely"'],
  ])("that follows the rules passes: %s %s", (path, source) => {
    expect(importProblems(parse(path, source))).toEqual([]);
  });
});

describe("a cycle between modules", () => {
  const booking = parse("src/modules/booking/a.ts", 'import { x } from "#modules/calendar/index.ts"');
  const calendar = parse("src/modules/calendar/a.ts", 'import "./b.ts"; import "#modules/staff/index.ts"');
  const staff = parse("src/modules/staff/index.ts", 'import type { X } from "#modules/booking/index.ts"');

  it("is reported, even if only types close it", () => {
    expect(moduleCycles([booking, calendar, staff])).toEqual(["booking → calendar → staff → booking"]);
  });

  it("is not reported if there is none", () => {
    expect(moduleCycles([booking, calendar])).toEqual([]);
  });
});

describe("a ban", () => {
  const place = "src/modules/booking/commands.ts";

  it.each([
    'db.exec("ATTACH DATABASE ? AS other")',
    "sql`attach ${path} as other`",
    "const db = new Database(path)",
    "const port = process.env.PORT",
    "const { env } = process",
    'import process from "node:process"',
    "const now = Date.now()",
    "const now = new Date()",
    "const now = new Date",
    "const now = Temporal.Now.instant()",
    "const t = performance.now()",
    "const n = Math.random()",
    "const id = crypto.randomUUID()",
    'import { randomBytes } from "node:crypto"',
    "sql`created_at text default CURRENT_TIMESTAMP`",
    "sql`select datetime('now')`",
    "sql`select strftime('%s', 'now') - ${at}`",
    "sql`select unixepoch()`",
    "sql`select id from staff order by random()`",
  ])("is reported: %s", (source) => {
    expect(banProblems(parse(place, source))).toHaveLength(1);
  });

  it.each([
    [place, "// Date.now() and new Date() are for the kernel, ATTACH for nobody"],
    [place, "const day = new Date(instant); const later = clock.now()"],
    [place, 'say("You can attach a file. Date.now() is text. Is there time now (today)?")'],
    [place, "const at = sql`select date(${day}) from visits`"],
    ["src/kernel/clock.ts", "const now = Date.now(); const n = Math.random()"],
    ["src/config.ts", "const env = process.env"],
    ["src/db/open.ts", "const db = new Database(path)"],
    ["src/observe/metrics.ts", "const t = performance.now()"],
  ])("allows: %s %s", (path, source) => {
    expect(banProblems(parse(path, source))).toEqual([]);
  });
});
