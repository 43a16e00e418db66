import { basename } from "node:path";

import { AppError, notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import type { BackupChoice, Backups, Restored } from "#ports/backups.ts";
import type { TenantRecord } from "#ports/control-plane.ts";

/** Restores a business, or throws NOT_FOUND or CONFLICT with the reason why it was left as it is. */
export async function restoreOrRefuse(
  backups: Backups,
  tenant: TenantRecord,
  choice: BackupChoice,
): Promise<Restored> {
  const result = await backups.restoreTenant(tenant, choice);
  switch (result.outcome) {
    case "restored":
      return result.restored;
    case "no_backup":
      throw notFound(
        `There is no backup of ${tenant.slug}${choice.at === undefined ? "" : " from that time"}.`,
      );
    case "refused":
      throw new AppError("CONFLICT", `This backup cannot be used. ${result.why}`);
  }
}

/** The result of a restore as the API shows it. */
export function restoredView({ madeAt, messagesInDoubt, setAside }: Restored) {
  return {
    made_at: formatInstant(madeAt),
    messages_in_doubt: messagesInDoubt,
    set_aside: setAside && basename(setAside),
  };
}
