import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";

import type { Question, Ready, Usage } from "./serve.ts";

/** In milliseconds; closing thousands of files takes a while. */
const STOPS_WITHIN = 60_000;

const running = new Set<ServerProcess>();

/** Stops servers left behind by a failed measurement. */
export async function stopServers(): Promise<void> {
  await Promise.all([...running].map((server) => server.stop().catch(() => {})));
}

/** A server in a process of its own, so that its CPU time is only its own. */
export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;

  private constructor(child: ChildProcess, ended: Promise<never>, port: number) {
    this.#child = child;
    this.#ended = ended;
    this.port = port;
    running.add(this);
  }

  /** Starts a script of this folder; its standard output goes to a file, as logs usually do. */
  static async start(
    script: string,
    folder: string,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<ServerProcess> {
    const output = openSync(join(folder, "stdout.log"), "a");
    const child = fork(new URL(script, import.meta.url), {
      env: { ...process.env, ...settings },
      execArgv: ["--expose-gc"],
      stdio: ["ignore", output, "inherit", "ipc"],
    });
    closeSync(output);
    const ended = endOf(child, script);
    const ready = await nextMessage<Ready>(child, ended);
    return new ServerProcess(child, ended, ready.port);
  }

  /** Throws if the process has ended, or ends before it answers. */
  async usage(question: Question = "now"): Promise<Usage> {
    const answer = nextMessage<Usage>(this.#child, this.#ended);
    this.#child.send(question, (error) => void (error && this.#child.kill()));
    return answer;
  }

  async stop(): Promise<void> {
    running.delete(this);
    if (hasEnded(this.#child)) return;
    const gone = once(this.#child, "exit");
    const impatience = setTimeout(() => this.#child.kill("SIGKILL"), STOPS_WITHIN);
    if (this.#child.connected) this.#child.disconnect();
    await gone;
    clearTimeout(impatience);
  }
}

/** Rejects when the process ends, for whoever is waiting for it. */
function endOf(child: ChildProcess, script: string): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  child.once("error", reject);
  child.once("exit", (code, signal) => reject(new Error(`${script} ended (${signal ?? code}).`)));
  promise.catch(() => {});
  return promise;
}

async function nextMessage<Message>(child: ChildProcess, ended: Promise<never>): Promise<Message> {
  const waiting = new AbortController();
  try {
    const message = once(child, "message", { signal: waiting.signal }) as Promise<[Message]>;
    return (await Promise.race([message, ended]))[0];
  } finally {
    waiting.abort();
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
