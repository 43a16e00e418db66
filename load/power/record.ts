import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, cpSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

import { chanceOf } from "../../src/test/proof/chance.ts";
import { clientOf } from "../../src/test/proof/client.ts";
import { found } from "../../src/test/proof/founding.ts";
import { createLedger, type Known } from "../../src/test/proof/ledger.ts";
import { startServerProcess } from "../../src/test/proof/server-process.ts";
import { pathOf } from "../../src/test/proof/tenant-file.ts";
import { BUSY_SALON, keepComing } from "../../src/test/proof/traffic.ts";

import { type Syscall, syscallReader } from "./syscalls.ts";

const CUSTOMERS = 4;
const CALLS = "pwrite64,write,writev,fdatasync,fsync,ftruncate,rename,renameat,renameat2,unlink,unlinkat";

/** A short recorded run of a server: the folder before it, every write, and the requests never answered. */
export type Recording = {
  /** A copy of DATA_DIR from before the run. */
  readonly before: string;
  readonly dataDir: string;
  /** The tenant's file, relative to DATA_DIR. */
  readonly file: string;
  readonly calls: readonly Syscall[];
  readonly visits: readonly Known[];
};

/** Lets customers use a server whose writes are traced, until it has acknowledged this many actions. */
export async function recordRun(folder: string, acts: number): Promise<Recording> {
  const [dataDir, before, traceFile] = [join(folder, "data"), join(folder, "before"), join(folder, "trace")];
  const server = await startServerProcess({ dataDir, settings: { LOG_LEVEL: "warn" } });
  const client = clientOf(server.address);
  const luna = await found(client, BUSY_SALON);
  await sleep(500);
  cpSync(dataDir, before, { recursive: true });

  const trace = ["-f", "-y", "-xx", "-s", "4000000", "-e", `trace=${CALLS}`, "-o", traceFile];
  const strace = spawn("strace", [...trace, "-p", String(server.pid)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(strace, "close");
  await once(strace.stderr, "data");
  await sleep(300);

  const ledger = createLedger();
  const customers = Array.from({ length: CUSTOMERS }, (_, seed) => keepComing(luna, ledger, chanceOf(seed)));
  while (ledger.acknowledged() < acts) await sleep(5);
  await server.end("SIGKILL");
  await Promise.all([...customers, ended]);
  client.close();
  const file = pathOf(dataDir, "luna").slice(dataDir.length + 1);
  return { before, dataDir, file, calls: await readCalls(traceFile), visits: [...ledger.visits.values()] };
}

async function readCalls(path: string): Promise<Syscall[]> {
  const read = syscallReader();
  const calls: Syscall[] = [];
  for await (const line of createInterface({ input: createReadStream(path, "latin1") })) {
    const call = read(line);
    if (call) calls.push(call);
  }
  return calls;
}
