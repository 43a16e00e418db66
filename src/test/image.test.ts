import { once } from "node:events";
import { accessSync, chmodSync, constants, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";

import { buildImage, countFiles, runIn, UNPRIVILEGED } from "./image/build.ts";
import { ignoring } from "./image/dockerfile.ts";

const why = reasonToSkip();
if (why !== undefined) process.stderr.write(`SKIPPED: the Dockerfile's steps, because ${why}.\n`);

describe.skipIf(why !== undefined)("the image", () => {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-image-"));
  chmodSync(folder, 0o755);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is built, serves, is healthy and stops, as an unprivileged user", async () => {
    const stage = buildImage(folder, { install: false });
    expect(stage.user).toBe("node");
    expect(stage.env).toMatchObject({ HOST: "0.0.0.0", DATA_DIR: "/data", NODE_ENV: "production" });
    expect(countFiles(join(stage.root, "app/.compile-cache"))).toBeGreaterThan(100);
    expect(statSync(join(stage.root, "app/src/main.ts")).uid).toBe(0);
    expect(statSync(join(stage.root, "data"))).toMatchObject({ uid: UNPRIVILEGED.uid });

    const settings = { HOST: "127.0.0.1", PORT: "0", SECRET_KEYS: "0123456789abcdef0123456789abcdef" };
    const server = runIn(stage, stage.command, settings);
    let printed = "";
    for (const stream of [server.stdout, server.stderr])
      stream.on("data", (part) => (printed += String(part)));
    const findPort = () => /Listening on +http:\/\/127\.0\.0\.1:(\d+)/.exec(printed)?.[1];
    const isUp = () => ({ port: findPort(), hasEnded: server.exitCode !== null, printed });
    while (findPort() === undefined && !isUp().hasEnded) await sleep(25);
    try {
      expect(isUp()).toMatchObject({ port: expect.any(String), hasEnded: false });
      const check = (port: string) => once(runIn(stage, stage.healthCheck, { PORT: port }), "close");
      // A busy machine may take longer than the health check waits; Docker, too, tries again.
      await expect.poll(() => check(findPort() ?? "")).toEqual([0, null]);
      expect(await check("9")).toEqual([1, null]);
    } finally {
      const ended = once(server, "close");
      server.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
    }
  });
});

describe("the build context", () => {
  const isIgnored = ignoring(readFileSync(".dockerignore", "utf8"));

  test.each([
    "data/control.db",
    ".env",
    ".git/config",
    "node_modules/zod",
    "src/test/app.ts",
    "src/a.test.ts",
  ])("leaves out %s", (path) => expect(isIgnored(path)).toBe(true));

  test.each(["src/main.ts", "views/layout.eta", "package.json"])("includes %s", (path) =>
    expect(isIgnored(path)).toBe(false),
  );
});

describe("the deployment", () => {
  const fly = readFileSync("fly.toml", "utf8");

  test("matches what the image expects", () => {
    const image = readFileSync("Dockerfile", "utf8");
    expect(image).toContain(`ENV PORT=${/internal_port = (\d+)/.exec(fly)?.[1]}\n`);
    expect(image).toContain(`ENV DATA_DIR=${/destination = "(.*)"/.exec(fly)?.[1]}\n`);
    for (const path of ["/healthz", "/readyz"]) expect(fly).toContain(`path = "${path}"`);
  });
});

function reasonToSkip(): string | undefined {
  if (process.getuid?.() !== 0) return "only root can run them as somebody else";
  try {
    accessSync("/usr/bin/install", constants.X_OK);
  } catch {
    return "this machine has no `install`";
  }
  // The linked packages must be readable for the unprivileged user.
  const closed = process
    .cwd()
    .split("/")
    .some((_, i, parts) => {
      const mode = statSync(parts.slice(0, i + 1).join("/") || "/").mode;
      return (mode & 0o005) !== 0o005;
    });
  return closed ? "others may not read this folder" : undefined;
}
