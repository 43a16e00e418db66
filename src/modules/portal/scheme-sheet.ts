export type Scheme = "light" | "dark";

/**
 * The variables of one scheme, whatever the machine prefers: read from our stylesheet, whose first block is the
 * light one and whose second, where the dark is preferred, the dark one.
 */
export function schemeSheet(variables: string, scheme: Scheme): string {
  const [light, dark] = [...variables.matchAll(/:root \{[^}]*\}/g)].map(([block]) => block);
  return `${(scheme === "light" ? light : dark) ?? ""}\n:root { color-scheme: ${scheme}; }\n`;
}
