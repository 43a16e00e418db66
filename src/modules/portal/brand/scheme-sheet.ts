export type Scheme = "light" | "dark";

/**
 * The variables of one colour scheme, whatever the system prefers, extracted from our stylesheet: its first
 * block is the light scheme, its second (`prefers-color-scheme: dark`) the dark one.
 */
export function schemeSheet(variables: string, scheme: Scheme): string {
  const [light, dark] = [...variables.matchAll(/:root \{[^}]*\}/g)].map(([block]) => block);
  return `${(scheme === "light" ? light : dark) ?? ""}\n:root { color-scheme: ${scheme}; }\n`;
}
