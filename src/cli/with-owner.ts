import type { Config } from "#config";
import { type AppDeps, createDeps, DataDirTaken } from "#deps";
import type { Asker } from "#modules/platform/index.ts";

import { type Asked, askServer, type ServerAnswer } from "./ask-server.ts";
import { CommandFailed } from "./command.ts";

/** The person at the terminal, as recorded in the log. */
export const AT_THE_TERMINAL: Asker = {
  actor: { kind: "platform", id: null, channel: "system" },
  requestId: "cli",
};

/**
 * Writes to DATA_DIR: as its owner if it has none, otherwise by asking the server that owns it. Throws
 * `CommandFailed` if that server cannot be reached.
 */
export async function withOwner<T>(
  config: Config,
  asOwner: (deps: AppDeps) => Promise<T>,
  asked: Asked | undefined,
): Promise<T | ServerAnswer> {
  let deps: AppDeps;
  try {
    deps = await createDeps({ ...config, demo: false, logLevel: "silent" }, { jobsByHand: true });
  } catch (error) {
    if (error instanceof DataDirTaken && asked) return askServer(error.server, asked);
    if (error instanceof DataDirTaken) throw new CommandFailed(error.message);
    throw error;
  }
  try {
    return await asOwner(deps);
  } finally {
    await deps.close();
  }
}
