/** The customers' pages of a business: who it is, booking, and their own visits. */
export { dayTitle, dayWords, momentInSentence, momentWords } from "./day-words.ts";
export { monogramOf } from "#modules/portal/brand/initials.ts";
export { type Accent, contrast, planPalette } from "#modules/portal/brand/plan-palette.ts";
export { type Shell, shellOf } from "./shell.ts";
