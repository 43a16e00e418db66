import type { Directory } from "#control/directory.ts";
import type { ReadTenant } from "#modules/messages/index.ts";
import type { TenantStore } from "#tenancy/store.ts";

/** Reads a tenant's file outside any request to that tenant. */
export function tenantReader(
  directory: Pick<Directory, "bySlug">,
  store: Pick<TenantStore, "lease">,
): ReadTenant {
  return async (slug, read) => {
    const record = await directory.bySlug(slug);
    if (!record) return undefined;
    const lease = await store.lease(record.id);
    try {
      return read(lease.db);
    } finally {
      lease.release();
    }
  };
}
