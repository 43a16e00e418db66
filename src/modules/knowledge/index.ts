/** What the business knows and says about itself: questions and answers. */
export { addFaq, addFaqInside, insertFaq } from "./commands.ts";
export { faqDocument, type FaqRow, planFaq } from "./plan-faq.ts";
export { currentFaqs } from "./queries.ts";
export { type Faq, type FaqInput, faqInput, faqItem } from "./schemas.ts";
export { searchKnowledge } from "./search.ts";
export { searchServices } from "./search-services.ts";
export type { KnownText } from "./text-indexes.ts";
