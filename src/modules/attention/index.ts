/** Visits that no longer fit their business: found, explained, and mended only by who says so. */
export type { Repair } from "./find-repairs.ts";
export { readWords, reasonView } from "./reason-words.ts";
export { type AttentionItem, attentionOf, listAttention } from "./list-attention.ts";
export { planAttention, type Reason, type StandingVisit } from "./plan-attention.ts";
