/** Messages to customers: put down in the transaction that causes them, sent afterwards. */
export { type DeliveryReport, deliverDue, type Transports } from "./deliver.ts";
export type { ReadTenant } from "./dev-routes.ts";
export { queueMessages } from "./queue-messages.ts";
export { nextDue, sentMessages } from "./queries.ts";
