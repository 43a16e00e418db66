import type { Deed } from "#modules/conversation/guard/facts.ts";

import { phrases } from "./phrases.ts";

/** Words that claim that something was done, and the deeds any of which makes them true; none: never true. */
export type ClaimForm = { readonly form: RegExp; readonly needs: readonly Deed[] };

/** A claim from its phrases, written as for `phrases`. */
export function claimForm(needs: readonly Deed[], lines: string): ClaimForm {
  return { needs, form: phrases(lines) };
}
