import { readFileSync } from "node:fs";
import { join } from "node:path";

import { getBranding, getProfile } from "#modules/business/index.ts";
import { planPalette } from "#modules/portal/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

const FILE = join(import.meta.dirname, "../../../public/widget.js");
/** The placeholder in the script for the path it was requested from. */
const PLACE = "/** @type {string | null} */ (null)";

/**
 * The launcher for other sites. `basePath` is the prefix of the business's paths where the script was
 * requested; null on the platform's own address, where the embedding page names the business.
 */
export function launcher(basePath: string | null): string {
  const script = readFileSync(FILE, "utf8");
  if (!script.includes(PLACE)) throw new Error("The launcher has no place for its address.");
  return script.replace(PLACE, JSON.stringify(basePath));
}

/** The launcher's appearance, as a separate module: under a strict CSP a script may load nothing else. */
export function lookModule({ db }: TenantContext): string {
  const { light, dark } = planPalette(getBranding(db).primary_color);
  return `export default ${JSON.stringify({ business: getProfile(db).business_name, light, dark })};\n`;
}
