/** The number of tints in `public/css/variables.css`. */
const TINTS = 6;

/** The tint behind somebody's initials, always the same for the same name. */
export function planTint(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 29 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % TINTS;
}
