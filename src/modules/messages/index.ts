/** Messages to customers: queued in the transaction that causes them, sent afterwards. */
export { deliverDue } from "./deliver.ts";
export type { ReadTenant } from "./dev-routes.ts";
export type { Transports } from "./hand-over.ts";
export { type HandedOver, queueHandedOver } from "./handed-over.ts";
export { queueModelBudget } from "./model-budget.ts";
export { queueMessages } from "./queue-messages.ts";
export { queueReminders } from "./queue-reminders.ts";
export { countUndelivered, nextDue, sentMessages } from "./queries.ts";
