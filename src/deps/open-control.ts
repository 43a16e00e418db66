import { join } from "node:path";

import type { Config } from "#config";
import { openPostgresControlPlane } from "#control/open-postgres.ts";
import { openSqliteControlPlane } from "#control/open-sqlite.ts";
import { finishReplacing } from "#db/replace-file.ts";
import type { ControlPlane } from "#ports/control-plane.ts";

import type { Basics } from "./basics.ts";

/** Opens the control plane: in its PostgreSQL database if one is configured, else in DATA_DIR. */
export async function openControlPlane(
  { controlDatabaseUrl }: Pick<Config, "controlDatabaseUrl">,
  dataDir: string,
  { clock, log }: Pick<Basics, "clock" | "log">,
): Promise<ControlPlane> {
  const path = join(dataDir, "control.db");
  // Completes a restore that was decided on and then interrupted.
  await finishReplacing(path);
  return controlDatabaseUrl
    ? openPostgresControlPlane(controlDatabaseUrl, { clock, log })
    : openSqliteControlPlane(path, { clock });
}
