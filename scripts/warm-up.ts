/**
 * Starts the server once on an empty folder, requests a page and stops it, so that NODE_COMPILE_CACHE holds
 * everything that gets loaded. For building an image.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PATIENCE = 60_000;

const dataDir = mkdtempSync(join(tmpdir(), "frontdesk-warm-up-"));
const server = spawn(process.execPath, ["src/main.ts"], {
  env: {
    ...process.env,
    NODE_ENV: "development",
    HOST: "127.0.0.1",
    PORT: "0",
    DATA_DIR: dataDir,
    DEMO: "1",
  },
  stdio: ["ignore", "pipe", "inherit"],
});
const ended = new Promise<number | null>((resolve) => server.on("close", resolve));
const impatience = setTimeout(() => server.kill("SIGKILL"), PATIENCE);
try {
  const address = await addressOf(server.stdout);
  for (const path of ["/t/demo", "/t/demo/book", "/readyz"]) {
    const answer = await fetch(address + path);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
  }
} finally {
  server.kill("SIGTERM");
  // The cache is written when the process ends.
  process.exitCode = (await ended) === 0 ? 0 : 1;
  clearTimeout(impatience);
  rmSync(dataDir, { recursive: true, force: true });
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  let printed = "";
  for await (const part of output) {
    printed += String(part);
    const address = /Listening on +(http:\S+)/.exec(printed)?.[1];
    if (address !== undefined) {
      output.resume();
      return address;
    }
  }
  throw new Error(`The server does not start:\n${printed}`);
}
