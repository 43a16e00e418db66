import type { TenantDb, TenantReads } from "#db/tenant-db.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { readConfiguration } from "./configuration.ts";
import { parseRules } from "./parse-rules.ts";
import type { CalendarRules } from "./rules.ts";

const parsed = new WeakMap<TenantDb, { readonly config: number; readonly rules: CalendarRules }>();

/**
 * The business's configuration as the engine needs it, parsed once per version: the same object is returned
 * until the configuration changes. Inside a transaction pass its `tx` as `reads`.
 */
export function calendarRules(db: TenantDb, reads: TenantReads = db): CalendarRules {
  const { config } = tenantVersion(reads);
  const known = parsed.get(db);
  if (known?.config === config) return known.rules;
  const rules = parseRules(readConfiguration(reads));
  // What an open transaction reads may be rolled back and its version number reused.
  if (!db.isWriting()) parsed.set(db, { config, rules });
  return rules;
}
