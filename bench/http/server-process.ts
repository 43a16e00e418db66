import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";

import type { Question, Ready, Usage } from "./serve.ts";

/** A server in a process of its own, so that its processor time is only its own. */
export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /** Starts a script of this folder; its standard output goes to a file, as a log usually does. */
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
    const ready = await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => Promise.reject(new Error(`${script} did not start.`))),
    ]);
    return new ServerProcess(child, (ready[0] as Ready).port);
  }

  async usage(question: Question = "now"): Promise<Usage> {
    const answer = once(this.#child, "message");
    this.#child.send(question);
    const [usage] = (await answer) as [Usage];
    return usage;
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, "exit");
    this.#child.disconnect();
    await gone;
  }
}
