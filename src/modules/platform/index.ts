/** The businesses on this platform: creates, changes, suspends and erases them. */
export { createTenant, eraseTenant } from "./commands.ts";
export { type Asker, type PlatformDeps, withTenant } from "./ports.ts";
export { findLiveTenant, listTenants } from "./queries.ts";
export { restoredView, restoreOrRefuse } from "./restore-tenant.ts";
