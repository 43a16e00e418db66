/** What the business knows and tells: questions and answers. */
export { addFaq, archiveFaq, changeFaq, insertFaq } from "./commands.ts";
export { faqDocument, type FaqRow, planFaq } from "./plan-faq.ts";
export { currentFaqs, getFaq, listFaqs } from "./queries.ts";
export { type Faq, type FaqInput, faqInput } from "./schemas.ts";
export { type KnowledgeFound, type KnownText, searchKnowledge } from "./search.ts";
