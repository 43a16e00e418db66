/** Visits that no longer fit their business: found, explained, and mended only by who says so. */
export { type AttentionItem, listAttention } from "./list-attention.ts";
export { planAttention, type Reason, type StandingVisit } from "./plan-attention.ts";
