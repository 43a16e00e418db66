import type { Instant } from "#kernel/instant.ts";
import type { TenantVersion } from "#modules/events/index.ts";

/** When something that was read from a file is true: for its version, from `madeAt` until a hold expires. */
export type TrueFor = TenantVersion & { readonly madeAt: Instant; readonly validUntil: Instant };

/** Whether it still is. Clocks are set back too: then a hold may count again. */
export function stillTrue(known: TrueFor, { config, event }: TenantVersion, now: Instant): boolean {
  return known.event === event && known.config === config && now >= known.madeAt && now < known.validUntil;
}
