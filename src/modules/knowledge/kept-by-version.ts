import type { TenantDb, TenantReads } from "#db/tenant-db.ts";
import { tenantVersion } from "#modules/events/index.ts";

/** An index takes about 180 KB. A business whose customers ask questions is soon asked again. */
const MOST_KEPT = 24;

type Closable = { readonly index: { readonly close: () => void } };

/**
 * Caches what `make` builds from an open file until its configuration changes, for the most recently used
 * files. Entries are per file and never shared.
 */
export function keptByVersion<Made extends Closable>(make: (db: TenantDb, config: number) => Made) {
  const kept = new Map<TenantReads, { readonly config: number; readonly made: Made }>();
  return (db: TenantDb): Made => {
    const { config } = tenantVersion(db);
    const known = kept.get(db);
    kept.delete(db);
    if (known?.config === config) {
      // Moved to the end: the least recently used is evicted first.
      kept.set(db, known);
      return known.made;
    }
    known?.made.index.close();
    const made = make(db, config);
    kept.set(db, { config, made });
    const [oldest] = kept;
    if (oldest && kept.size > MOST_KEPT) {
      oldest[1].made.index.close();
      kept.delete(oldest[0]);
    }
    return made;
  };
}
