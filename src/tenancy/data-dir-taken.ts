import { StartProblem } from "#kernel/start-problem.ts";

import type { ServerNote } from "./data-dir-lock.ts";

/** Another process owns DATA_DIR. */
export class DataDirTaken extends StartProblem {
  /** How to reach that process, if it is a server that listens. */
  readonly server: ServerNote | undefined;
  constructor(message: string, server: ServerNote | undefined) {
    super(message);
    this.server = server;
  }
}
