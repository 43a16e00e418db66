import type { Config } from "#config";
import type { Ids } from "#kernel/ids.ts";
import { StartProblem } from "#kernel/start-problem.ts";
import { acquireDataDirLock, type DataDirLock } from "#tenancy/data-dir-lock.ts";
import { DataDirTaken } from "#tenancy/data-dir-taken.ts";
import { keepSecretKeys, parseSecretKeys, type SecretKeys } from "#tenancy/secret-keys.ts";

/**
 * Locks DATA_DIR for this process. Throws `DataDirTaken` if another server has it, and `StartProblem` if it
 * is not writable.
 */
export function lockDataDir(dataDir: string, ids: Ids): DataDirLock {
  try {
    const acquired = acquireDataDirLock(dataDir, ids);
    if (acquired.outcome === "acquired") return acquired.lock;
    const where = acquired.by?.address ? ` at ${acquired.by.address}` : "";
    throw new DataDirTaken(
      `Another Frontdesk server${where} uses DATA_DIR ${dataDir}. Stop it, or choose another folder.`,
      acquired.by,
    );
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new StartProblem(`DATA_DIR ${dataDir} cannot be written to (${code}).`, { cause: error });
  }
}

/** The keys that were set, else those kept in DATA_DIR, which are generated at the first start. */
export function secretKeysOf({ secretKeys: given }: Config, dataDir: string, ids: Ids): SecretKeys {
  if (!given) return keepSecretKeys(dataDir, ids);
  const parsed = parseSecretKeys(given.join(","));
  if (!parsed.ok) throw new StartProblem(`SECRET_KEYS ${parsed.problem}.`);
  return parsed.keys;
}
