/** The invariants of a tenant's file, checked independently of the code that maintains them. */
export { findTroubles } from "./find-troubles.ts";
