/** The pages of a business for its customers: who it is, booking, and the visits they have. */
export { brandSheet } from "./brand.ts";
export { type Accent, contrast, type Palette, planPalette } from "./plan-palette.ts";
