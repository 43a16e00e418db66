/** Visits that no longer fit their business: finds and explains them; repairs only on request. */
export type { Repair } from "./find-repairs.ts";
export { readWords, reasonView } from "./reason-words.ts";
export { type AttentionItem, attentionOf, listAttention } from "./list-attention.ts";
