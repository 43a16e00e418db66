import { createHash } from "node:crypto";

import type { Branding } from "#modules/business/index.ts";

import { type Accent, planPalette } from "./plan-palette.ts";

/** The business's own colours as a stylesheet; `version` changes with its contents. */
export type BrandSheet = { readonly css: string; readonly version: string };

const sheets = new WeakMap<Branding, BrandSheet>();

/** Cached per branding object, which is the same until the branding changes. */
export function brandSheet(branding: Branding): BrandSheet {
  const known = sheets.get(branding);
  if (known) return known;
  const { light, dark } = planPalette(branding.primary_color);
  const css = `:root{${variables(light)}}@media (prefers-color-scheme:dark){:root{${variables(dark)}}}\n`;
  const sheet = { css, version: createHash("sha256").update(css).digest("base64url").slice(0, 12) };
  sheets.set(branding, sheet);
  return sheet;
}

function variables({ accent, onAccent }: Accent): string {
  return `--accent:${accent};--on-accent:${onAccent}`;
}
