import { hash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildApp, type ExtraRoutes } from "#app";
import { describeProblems, parseConfig } from "#config";
import { type AppDeps, createDeps } from "#deps";
import { fixedClock, type MovableClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";
import type { ChooseBrain } from "#modules/conversation/index.ts";
import { importTenant, readTenant } from "#modules/tenant-file/index.ts";
import { createLogger } from "#observe/logger.ts";
import type { TenantRecord } from "#ports/control-plane.ts";
import type { DiskSpace } from "#ports/disk-space.ts";

import { beginFolder } from "./begun-folder.ts";
import { collectLogLines, type LogLines } from "./log-lines.ts";
import { aDocument } from "./tenant-documents.ts";

/** The time at which tests run by default: Friday, 6 March 2026, 10:00 in New York. */
export const NOW = Date.UTC(2026, 2, 6, 15);
export const PLATFORM_KEY = "platform-key-of-the-tests";
/** A reader who was cut off always returns in time, however busy the machine is; in milliseconds. */
const CHAT_TIMING = { grace: 10 * 60_000 };

export type TestAppOptions = {
  readonly clock?: MovableClock;
  /** Settings besides the tests' own. Rate limits are off unless `RATE_LIMITS` is `on`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly routes?: ExtraRoutes;
  /** The disk's free space. Defaults to the machine's own, which is only checked on request. */
  readonly disk?: DiskSpace;
  /** Chooses who speaks in conversations. */
  readonly chooseBrain?: ChooseBrain;
  /** An existing folder to start on again. Defaults to a new one, removed at the end. */
  readonly dataDir?: string;
};

/** A response that has been read. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body as JSON; undefined if it is not JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
};

export type Ask = {
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * The whole application on its own folder, with a fixed clock, seeded ids, and jobs that run only on request.
 * `close` fails the test if an error was logged that it did not expect (`lines.expectErrors`).
 */
export async function startTestApp(options: TestAppOptions = {}) {
  const dataDir = options.dataDir ?? (await begunFolder());
  const clock = options.clock ?? fixedClock(NOW);
  const lines: LogLines = collectLogLines();
  const deps = await createDeps(configOf(dataDir, options.settings), {
    clock,
    ids: seededIds(clock, 1),
    log: createLogger({ clock, level: "debug", destination: lines.destination }),
    jobsByHand: true,
    ...(options.disk && { disk: options.disk }),
    ...(options.chooseBrain && { chooseBrain: options.chooseBrain }),
  });
  const patient = { ...deps, timing: CHAT_TIMING };
  const app = await buildApp(patient, options.routes);

  return {
    app,
    deps,
    clock,
    lines,
    dataDir,
    /** `ask("POST", "/t/luna/v1/public/holds", { body })`. `key` is sent as a bearer token. */
    ask: async (method: string, url: string, { body, key, headers }: Ask = {}): Promise<Answer> => {
      const answer = await app.inject({
        method,
        url,
        headers: { ...(key !== undefined && { authorization: `Bearer ${key}` }), ...headers },
        ...(body !== undefined && { payload: body as object }),
      });
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        body: readJson(answer.body),
      };
    },
    /** Creates a business from a tenant file: Luna Hair, with `changes` applied. */
    addTenant: (changes: Readonly<Record<string, unknown>> = {}) => addTenant(deps, aDocument(changes)),
    /** Adds an API key for the tenant. */
    addApiKey: (tenant: TenantRecord, key: string) => addApiKey(deps, tenant, key),
    close: async () => {
      await app.close();
      await deps.close();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      lines.assertNoErrors();
    },
  };
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;

async function begunFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-test-"));
  await beginFolder(folder);
  return folder;
}

function configOf(dataDir: string, settings: Readonly<Record<string, string>> = {}) {
  const parsed = parseConfig({
    DATA_DIR: dataDir,
    PLATFORM_API_KEY: PLATFORM_KEY,
    SECRET_KEYS: "a-key-that-only-tests-have-and-know",
    DEMO: "0",
    RATE_LIMITS: "off",
    ...settings,
  });
  if (parsed.kind === "problems") throw new Error(describeProblems(parsed.problems));
  return parsed.config;
}

async function addTenant(deps: AppDeps, input: unknown): Promise<TenantRecord> {
  const { document } = readTenant(input);
  const founding = {
    clock: deps.clock,
    ids: deps.ids,
    actor: { kind: "system", id: null, channel: "system" },
  } as const;
  const made = await deps.provisioning.createTenant({
    slug: document.slug,
    plan: document.plan,
    numbers: document.phone_numbers,
    fill: (db) => importTenant(db, founding, document),
  });
  if (made.outcome !== "created") throw new Error(`The tenant was not made: ${made.outcome}`);
  return made.tenant;
}

async function addApiKey({ control, ids }: AppDeps, tenant: TenantRecord, key: string): Promise<void> {
  const lastFour = key.slice(-4);
  await control.createApiKey({
    id: ids.ulid(),
    tenantId: tenant.id,
    name: "test",
    hash: hash("sha256", key),
    lastFour,
  });
}

/** Undefined for a page. Checked first, because parse errors are as slow as many a request. */
function readJson(text: string): unknown {
  if (text.startsWith("<")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
