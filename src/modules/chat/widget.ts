import { readFileSync } from "node:fs";
import { join } from "node:path";

import { getBranding, getProfile } from "#modules/business/index.ts";
import { planPalette } from "#modules/portal/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

const FILE = join(import.meta.dirname, "../../../public/widget.js");
/** Stands in the script where it learns from which address it was asked for. */
const PLACE = "/** @type {string | null} */ (null)";

/**
 * The launcher for other sites. `basePath` is what stands before the business's paths where the script is asked
 * for; null on the platform's own address, where the page says which business it is for.
 */
export function launcher(basePath: string | null): string {
  const script = readFileSync(FILE, "utf8");
  if (!script.includes(PLACE)) throw new Error("The launcher has no place for its address.");
  return script.replace(PLACE, JSON.stringify(basePath));
}

/** How the launcher looks, as a module of its own: the only thing that a strict policy lets a script ask for. */
export function lookModule({ db }: TenantContext): string {
  const { light, dark } = planPalette(getBranding(db).primary_color);
  return `export default ${JSON.stringify({ business: getProfile(db).business_name, light, dark })};\n`;
}
