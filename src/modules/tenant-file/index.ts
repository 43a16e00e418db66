/** A business as one document: read, imported, exported. */
export type { TenantDocument } from "./complete-tenant.ts";
export { type DirectoryEntry, exportTenant } from "./export-tenant.ts";
export { exportBookings, exportCustomers } from "./export-tables.ts";
export { type Founding, importTenant } from "./import-tenant.ts";
export { type ReadTenant, readTenant } from "./read-tenant.ts";
export { password, plan, tenantInput, tenantJsonSchema } from "./schemas.ts";
