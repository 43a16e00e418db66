/** The customers' pages of a business: who it is, booking, and their own visits. */
export { dayTitle, dayWords, momentInSentence, momentWords } from "./day-words.ts";
export { initials } from "./initials.ts";
export { type Accent, contrast, planPalette } from "./plan-palette.ts";
export { type Shell, shellOf } from "./shell.ts";
