/** The customers' pages of a business: who it is, booking, and their own visits. */
export { brandSheet } from "./brand.ts";
export { dayTitle, dayWords, momentInSentence, momentWords } from "./day-words.ts";
export { initials } from "./initials.ts";
export { type Accent, contrast, type Palette, planPalette } from "./plan-palette.ts";
export { type Shell, shellOf } from "./shell.ts";
