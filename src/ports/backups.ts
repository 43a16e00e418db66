import type { Instant } from "#kernel/instant.ts";

import type { TenantId, TenantRecord } from "./control-plane.ts";

/** Which backup to take: the newest made by `at`, the file at `from`, or the newest of all. */
export type BackupChoice = { readonly at?: Instant | undefined; readonly from?: string | undefined };

export type Restored = {
  readonly madeAt: Instant;
  /** Messages that were due when the business was restored: they may have been sent before, and wait for a person. */
  readonly messagesInDoubt: number;
  /** Where the file that was there before is kept; null when there was none. */
  readonly setAside: string | null;
};

/** `refused`: in words, why a backup cannot be used. Nothing was changed. */
export type RestoreOutcome =
  | { readonly outcome: "restored"; readonly restored: Restored }
  | { readonly outcome: "no_backup" }
  | { readonly outcome: "refused"; readonly why: string };

/** Copies of tenants' files, made and put back. */
export type Backups = {
  readonly restoreTenant: (tenant: TenantRecord, choice: BackupChoice) => Promise<RestoreOutcome>;
  /** Whether a file lies where the backups are kept: others are not read for who asks from afar. */
  readonly isKeptHere: (path: string) => boolean;
  /** For good: the tenant is being erased. */
  readonly removeBackupsOf: (tenant: TenantId) => Promise<void>;
};
