import type { Instant } from "#kernel/instant.ts";

import type { TenantId, TenantRecord } from "./control-plane.ts";

/** Which backup to use: the newest made by `at`, the file at `from`, or the newest of all. */
export type BackupChoice = { readonly at?: Instant | undefined; readonly from?: string | undefined };

export type Restored = {
  readonly madeAt: Instant;
  /**
   * Messages that were due when the business was restored: they may have been sent before, so a person
   * decides.
   */
  readonly messagesInDoubt: number;
  /** Where the previous file is kept; null if there was none. */
  readonly setAside: string | null;
};

/** `refused`: `why` says in words why a backup cannot be used. Nothing was changed. */
export type RestoreOutcome =
  | { readonly outcome: "restored"; readonly restored: Restored }
  | { readonly outcome: "no_backup" }
  | { readonly outcome: "refused"; readonly why: string };

/** Makes copies of tenants' files, and restores them. */
export type Backups = {
  readonly restoreTenant: (tenant: TenantRecord, choice: BackupChoice) => Promise<RestoreOutcome>;
  /** Whether a file lies in the backup folder: remote callers may restore from no other. */
  readonly isKeptHere: (path: string) => boolean;
  /** Permanently: the tenant is being erased. */
  readonly removeBackupsOf: (tenant: TenantId) => Promise<void>;
};
