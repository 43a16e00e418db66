/** The people who book: who they are and how they can be reached. */
export { customerFor } from "./commands.ts";
export type { CustomerDetails, CustomerWish } from "./details.ts";
export {
  type CustomerRow,
  customersLike,
  customerView,
  findSameCustomer,
  getCustomer,
} from "./queries.ts";
export { customerAnswer, customerFields, customerIn, customerOrId, NAMES_ONE, namesOne } from "./schemas.ts";
