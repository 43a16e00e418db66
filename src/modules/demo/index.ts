/** The businesses that people try the product with; nothing of it is made in production. */
export { DEMO_LOGIN, foundDemo } from "./found-demo.ts";
export { plantVisits } from "./plant-visits.ts";
