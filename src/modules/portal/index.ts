/** The pages of a business for its customers: who it is, booking, and the visits they have. */
export { brandSheet } from "./brand.ts";
export { dayTitle, dayWords, momentInSentence, momentWords } from "./day-words.ts";
export { initials } from "./initials.ts";
export { type Accent, contrast, type Palette, planPalette } from "./plan-palette.ts";
export { type Shell, shellOf } from "./shell.ts";
