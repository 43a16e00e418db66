import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { serverInOneFile } from "./server-in-one-file.ts";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));
/** Milliseconds, allowing for a machine that is busy with other tests. */
const STARTS_WITHIN = 120_000;

export const PLATFORM_KEY = "the-platform-key-of-the-proof-suite";

/** The clock of these servers at their start: Friday, 6 March 2026, 10:00 in New York. */
export const STARTS_AT = "2026-03-06T15:00:00Z";

/** The product running in its own process. */
export type ServerProcess = {
  /** Such as `http://127.0.0.1:40123`. */
  readonly address: string;
  readonly pid: number;
  /** Milliseconds from spawning to listening. */
  readonly startedIn: number;
  /** Everything printed so far, on both streams. */
  readonly output: () => string;
  /** Sends a signal; resolves when the process has exited. */
  readonly end: (signal: NodeJS.Signals) => Promise<Ending>;
  readonly ended: Promise<Ending>;
};

export type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type ServerOptions = {
  readonly dataDir: string;
  readonly settings?: Readonly<Record<string, string>>;
};

/**
 * For a server that lives for a second: with enough room for everything that it allocates while starting, no
 * garbage collection runs, which would take an eighth of the start.
 */
const ROOM_TO_START = "--min-semi-space-size=32";

/** Starts the real server on a free port. Throws with its output if it exits before listening. */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const since = performance.now();
  return listening(spawnServer(options, [MAIN], "ignore"), since);
}

/** A server process that has loaded its code but not begun: it opens DATA_DIR only on request. */
export type Standby = { readonly begin: () => Promise<ServerProcess>; readonly dismiss: () => void };

/**
 * Prepares a server that can begin as soon as another has ended, for tests that need many in turn. It runs
 * from one bundled file, which loads in half the time.
 */
export function standBy(options: ServerOptions): Standby {
  const spawning = serverInOneFile().then((file) => spawnServer(options, [ROOM_TO_START, file], "pipe"));
  return {
    begin: async () => {
      const spawned = await spawning;
      const since = performance.now();
      spawned.child.stdin?.end("begin\n");
      return listening(spawned, since);
    },
    dismiss: () => void spawning.then(({ child }) => child.kill("SIGKILL")),
  };
}

/**
 * Starts a server from the bundled file, which halves the work, for tests that do not depend on how the code
 * is loaded.
 */
export function startQuickly(options: ServerOptions): Promise<ServerProcess> {
  return standBy(options).begin();
}

/** Starts a server that is expected to exit; returns how it ended and what it printed. */
export async function startDoomedServer(options: ServerOptions): Promise<Ending & { readonly said: string }> {
  const { child, output, ended } = spawnServer(options, [MAIN], "ignore");
  const impatience = setTimeout(() => child.kill("SIGKILL"), STARTS_WITHIN);
  const ending = await ended;
  clearTimeout(impatience);
  return { ...ending, said: output() };
}

type Spawned = {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<Ending>;
};

function spawnServer(
  { dataDir, settings = {} }: ServerOptions,
  program: readonly string[],
  stdin: "ignore" | "pipe",
): Spawned {
  const child = spawn(process.execPath, program, {
    env: {
      ...process.env,
      NODE_ENV: "test",
      PORT: "0",
      DATA_DIR: dataDir,
      DEMO: "0",
      RATE_LIMITS: "off",
      PLATFORM_API_KEY: PLATFORM_KEY,
      CLOCK: STARTS_AT,
      ...settings,
    },
    stdio: [stdin, "pipe", "pipe"],
  });
  const spawned = { child, output: collect(child), ended: endOf(child) };
  endWithUs(spawned);
  return spawned;
}

/** None outlives this process, even if its test failed. */
function endWithUs({ child, ended }: Spawned): void {
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  void ended.then(() => process.off("exit", end));
}

function collect({ stdout, stderr }: ChildProcess): () => string {
  const printed: string[] = [];
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => void printed.push(text));
  }
  return () => printed.join("");
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.on("error", () => resolve({ code: null, signal: null }));
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
}

/** Waits until it prints its address. */
async function listening({ child, output, ended }: Spawned, since: number): Promise<ServerProcess> {
  const deadline = since + STARTS_WITHIN;
  while (performance.now() < deadline && isAlive(child)) {
    const address = /Listening on +(http:\S+)/.exec(output())?.[1];
    if (address !== undefined)
      return { address, pid: child.pid ?? 0, startedIn: performance.now() - since, output, ended, end };
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  child.kill("SIGKILL");
  throw new Error(`The server ${isAlive(child) ? "does not listen" : "ended"}:\n${output()}`);

  function end(signal: NodeJS.Signals): Promise<Ending> {
    child.kill(signal);
    return ended;
  }
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
