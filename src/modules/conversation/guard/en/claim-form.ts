import type { Deed } from "#modules/conversation/guard/facts.ts";

import { phrases } from "./phrases.ts";

/** Words that say that something was done, and what must have been done for them; none: nothing makes them true. */
export type ClaimForm = { readonly form: RegExp; readonly needs: readonly Deed[] };

/** A claim by its phrases, as of `phrases`. */
export function claimForm(needs: readonly Deed[], lines: string): ClaimForm {
  return { needs, form: phrases(lines) };
}
