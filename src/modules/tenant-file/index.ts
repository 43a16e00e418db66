/** A business as one document: read, imported, exported. */
export type { TenantDocument } from "./complete-tenant.ts";
export { exportTenant } from "./export-tenant.ts";
export { exportBookings, exportCustomers } from "./export-tables.ts";
export { importTenant } from "./import-tenant.ts";
export { readTenant } from "./read-tenant.ts";
export { plan, tenantJsonSchema } from "./schemas.ts";
