/** What the business knows and says about itself: questions and answers. */
export { addFaq, addFaqInside, archiveFaq, changeFaq, insertFaq } from "./commands.ts";
export { faqDocument, type FaqRow, planFaq } from "./plan-faq.ts";
export { currentFaqs, getFaq, listFaqs } from "./queries.ts";
export { type Faq, type FaqInput, faqInput, faqItem } from "./schemas.ts";
export { type KnowledgeFound, type KnownText, searchKnowledge } from "./search.ts";
export { searchServices } from "./search-services.ts";
