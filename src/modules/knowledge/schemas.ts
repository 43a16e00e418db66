import { z } from "zod";

import { filledText, line, text } from "#kernel/fields.ts";
import { broughtBack, keptFields, patchOf } from "#modules/collection/index.ts";

/** A question that customers ask, and its answer. */
export const faqInput = z.strictObject({
  question: filledText(500),
  answer: text(4000),
  tags: z.array(line(60)).max(50).default([]),
});

export const faqPatch = patchOf({ ...faqInput.shape, active: broughtBack });

export const faqItem = z.object({
  question: z.string(),
  answer: z.string(),
  tags: z.array(z.string()),
  active: z.boolean(),
  ...keptFields,
});

export type FaqInput = z.output<typeof faqInput>;
export type FaqPatch = z.output<typeof faqPatch>;
export type Faq = z.output<typeof faqItem>;
