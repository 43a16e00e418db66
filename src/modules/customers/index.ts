/** The people who book: who they are and how they can be reached. */
export { findOrAddCustomer } from "./commands.ts";
export type { CustomerDetails } from "./details.ts";
export { type CustomerRow, customerView, findSameCustomer, getCustomer } from "./queries.ts";
export { customerAnswer, customerFields } from "./schemas.ts";
