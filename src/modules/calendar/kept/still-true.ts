import type { Instant } from "#kernel/instant.ts";
import type { TenantVersion } from "#modules/events/index.ts";

/**
 * What a value read from a file is valid for: a version of the file, from `madeAt` until the next hold
 * expires.
 */
export type TrueFor = TenantVersion & { readonly madeAt: Instant; readonly validUntil: Instant };

/** Whether it is still valid. The clock may have been set back, and then an expired hold counts again. */
export function stillTrue(known: TrueFor, { config, event }: TenantVersion, now: Instant): boolean {
  return known.event === event && known.config === config && now >= known.madeAt && now < known.validUntil;
}
