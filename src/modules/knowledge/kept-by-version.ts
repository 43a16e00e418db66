import type { TenantDb, TenantReads } from "#db/tenant-db.ts";
import { tenantVersion } from "#modules/events/index.ts";

/** An index is about 180 KB; a business whose customers ask is asked again soon. */
const MOST_KEPT = 24;

type Closable = { readonly index: { readonly close: () => void } };

/**
 * Keeps what `make` reads of an open file until its configuration changes, for as many files as were used last.
 * What is kept of one is never given for another.
 */
export function keptByVersion<Made extends Closable>(make: (db: TenantDb, config: number) => Made) {
  const kept = new Map<TenantReads, { readonly config: number; readonly made: Made }>();
  return (db: TenantDb): Made => {
    const { config } = tenantVersion(db);
    const known = kept.get(db);
    kept.delete(db);
    if (known?.config === config) {
      // The last one used is the last to go.
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
