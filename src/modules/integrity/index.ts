/** The invariants of a tenant's file, checked independently of the code that maintains them. */
export { findTroubles, type Trouble } from "./find-troubles.ts";
