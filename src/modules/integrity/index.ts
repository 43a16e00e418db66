/** What must never be in a tenant's file, looked for independently of what should prevent it. */
export { findTroubles, type Trouble } from "./find-troubles.ts";
