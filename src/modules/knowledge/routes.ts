import { collectionRoutes } from "#modules/collection/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { addFaq, archiveFaq, changeFaq } from "./commands.ts";
import { getFaq, listFaqs } from "./queries.ts";
import { faqInput, faqItem, faqPatch } from "./schemas.ts";

/** `/v1/admin/faqs`. */
export const knowledgeRoutes: TenantRoutes = (app) =>
  collectionRoutes(app, {
    path: "faqs",
    noun: "question",
    input: faqInput,
    patch: faqPatch,
    item: faqItem,
    list: listFaqs,
    get: getFaq,
    add: addFaq,
    change: changeFaq,
    remove: archiveFaq,
  });
