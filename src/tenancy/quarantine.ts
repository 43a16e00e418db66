import {
  asUnavailable,
  fileFailure,
  ForeignFileError,
  type ForeignReason,
  isSqliteError,
} from "#db/file-errors.ts";
import { MigrationFailedError } from "#db/open-tenant.ts";
import type { Clock } from "#kernel/clock.ts";
import { AppError } from "#kernel/errors.ts";
import { type Instant, SECOND } from "#kernel/instant.ts";
import type { Logger } from "#kernel/logger.ts";
import type { TenantId } from "#ports/control-plane.ts";

/** Why a tenant cannot be served. `unreadable`: the disk or a lock prevents it. */
export type QuarantineReason = ForeignReason | "migration_failed" | "unreadable";

export type Quarantined = {
  readonly tenantId: TenantId;
  readonly reason: QuarantineReason;
  readonly since: Instant;
};

/** Tenants whose file cannot be opened. Their requests get a 503, all other tenants are unaffected. */
export type Quarantine = {
  /** Throws UNAVAILABLE while the tenant is in quarantine and not yet due for a retry. */
  readonly assertFree: (id: TenantId) => void;
  /** Puts the tenant in quarantine, logs each new reason once, and returns the error to throw. */
  readonly hold: (id: TenantId, cause: unknown) => AppError;
  /**
   * Ends the quarantine, after the file could be opened or an operator has dealt with it. False if there was
   * none.
   */
  readonly release: (id: TenantId) => boolean;
  readonly list: () => readonly Quarantined[];
};

const RETRY_AFTER = 15 * SECOND;

/** Called on every failed attempt (`held`) and at the end of a quarantine (`released`). */
export type QuarantineWatch = {
  readonly held?: ((id: TenantId, reason: QuarantineReason) => void) | undefined;
  readonly released?: ((id: TenantId) => void) | undefined;
};

/** Creates an empty quarantine. A tenant may be retried 15 s after each failure, a damaged file not at all. */
export function createQuarantine(clock: Clock, log: Logger, watch: QuarantineWatch = {}): Quarantine {
  const held = new Map<TenantId, Quarantined & { retryAt: Instant }>();

  return {
    assertFree: (id) => {
      const entry = held.get(id);
      if (entry && clock.now() < entry.retryAt) throw new AppError("UNAVAILABLE");
    },
    hold: (id, cause) => {
      const reason = reasonOf(cause);
      const before = held.get(id);
      const now = clock.now();
      // A damaged file does not repair itself, and every access may make it worse: no retry until an operator
      // releases it.
      const retryAt = reason === "damaged" ? Infinity : now + RETRY_AFTER;
      held.set(id, { tenantId: id, reason, since: before?.since ?? now, retryAt });
      if (before?.reason !== reason) {
        log.error({ tenant_id: id, reason, error: asError(cause) }, "A tenant is in quarantine.");
      }
      watch.held?.(id, reason);
      return new AppError("UNAVAILABLE", undefined, undefined, { cause });
    },
    release: (id) => {
      const wasHeld = held.delete(id);
      if (wasHeld) watch.released?.(id);
      return wasHeld;
    },
    list: () => [...held.values()].map(({ tenantId, reason, since }) => ({ tenantId, reason, since })),
  };
}

function reasonOf(cause: unknown): QuarantineReason {
  if (cause instanceof ForeignFileError) return cause.reason;
  if (cause instanceof MigrationFailedError) return "migration_failed";
  if (fileFailure(cause) === "corrupt") return "damaged";
  // An error of SQLite's that the machine did not cause: the file lacks a table that every tenant's file has.
  return isSqliteError(cause) && asUnavailable(cause) === cause ? "damaged" : "unreadable";
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
