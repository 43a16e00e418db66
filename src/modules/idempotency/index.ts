/** Requests that may arrive twice and must count once. */
export { KEPT_FOR, type Once, runOnce } from "./run-once.ts";
export { idempotencyHeaders, onceOf } from "./schemas.ts";
