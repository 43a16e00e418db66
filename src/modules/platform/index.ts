/** The businesses on this platform: founded, changed, suspended, erased. */
export { changeTenant, createTenant, eraseTenant } from "./commands.ts";
export { foundDemo } from "./found-demo.ts";
export type { Asker, PlatformDeps } from "./ports.ts";
export { listTenants, tenantView } from "./queries.ts";
